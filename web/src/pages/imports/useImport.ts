/** One import, asked again while it is under way. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { OneImport } from '../../api/types';
import { useAccess } from '../../app/session';
import { isUnderway } from './state';

export function useImport(id: string) {
  const { api } = useAccess();
  const path = api(`/imports/${id}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<OneImport>(path, undefined, signal),
    refetchInterval: ({ state }) => (state.data && !isUnderway(state.data) ? false : 1000),
  });
  return { path, query };
}
