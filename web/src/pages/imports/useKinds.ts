/** The kinds of content that can be imported, asked once. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { ImportKind } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText } from '../../i18n';

export function useKinds() {
  const path = useAccess().api('/import-kinds');
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<ImportKind[]>(path, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Names a kind in the language of the page. */
export function useKindName(): (kind: string) => string {
  const text = useText();
  const kinds = useKinds().data;
  return (kind) => text(kinds?.find((each) => each.name === kind)?.label) || kind;
}
