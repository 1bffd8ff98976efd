/** The latest searches for probable duplicates, asked again while one is under way. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { DuplicateSearch, DuplicateSearches } from '../../api/types';
import { useAccess } from '../../app/session';

export function useSearches() {
  const { api } = useAccess();
  const path = api('/duplicate-searches');
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<DuplicateSearches>(path, undefined, signal),
    refetchInterval: ({ state }) => (isUnderway(state.data?.items[0]) ? 1000 : false),
  });
}

export function isUnderway(search: DuplicateSearch | undefined): boolean {
  return search !== undefined && search.finished_at === null;
}
