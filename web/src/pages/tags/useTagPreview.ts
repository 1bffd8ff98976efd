/** The live count of a tag: asked when typing rests, the older question withdrawn. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { TagDocument, TagPreview } from '../../api/types';
import { useAccess } from '../../app/session';
import { useDebounced } from '../../ui/useDebounced';
import { countable, isUnfinished } from './document';

export function useTagPreview(document: TagDocument) {
  const { api } = useAccess();
  const path = api('/tag-previews');
  const asked = JSON.stringify(countable(document));
  const rested = useDebounced(asked, 350);
  const query = useQuery({
    queryKey: [path, rested],
    queryFn: ({ signal }) => post<TagPreview>(path, { document: JSON.parse(rested) }, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
    enabled: !isUnfinished(document),
  });
  return {
    isUnfinished: isUnfinished(document),
    data: query.data,
    error: query.error instanceof ApiProblem ? query.error : null,
    stale: query.isFetching || rested !== asked,
    refetch: query.refetch,
  };
}

export type LiveTag = ReturnType<typeof useTagPreview>;
