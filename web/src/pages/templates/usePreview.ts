/** What a member reads of the draft: asked when typing rests, the older question withdrawn. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { TemplateDocument, TemplatePreview } from '../../api/types';
import { useAccess } from '../../app/session';
import { useDebounced } from '../../ui/useDebounced';

/** Whose message is shown; null is somebody of whom nothing is known. */
export type Reader = { member: number | null; reveal: boolean };

export function usePreview(document: TemplateDocument, { member, reveal }: Reader) {
  const path = useAccess().api('/template-previews');
  // A draft without a name is previewed all the same.
  const named = { ...document, name: document.name || 'draft', label: labelled(document) };
  const asked = JSON.stringify({ document: named, member_id: member, reveal });
  const rested = useDebounced(asked, 400);
  const query = useQuery({
    queryKey: [path, rested],
    queryFn: ({ signal }) => post<TemplatePreview>(path, JSON.parse(rested), signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
  const error = query.error instanceof ApiProblem ? query.error : null;
  return { data: query.data, error, stale: query.isFetching || rested !== asked, refetch: query.refetch };
}

function labelled({ label }: TemplateDocument) {
  return { 'zh-CN': label['zh-CN'] || '草稿', en: label.en || 'Draft' };
}
