/** The scores a model tag can be made of. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Score } from '../../api/types';
import { useAccess } from '../../app/session';

export function useScores(): Score[] {
  const { api } = useAccess();
  const path = api('/tag-scores');
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Score[]>(path, undefined, signal),
    staleTime: 600_000,
  });
  return query.data ?? [];
}

export const useScore = (name: string | undefined): Score | undefined => useScores().find((one) => one.name === name);
