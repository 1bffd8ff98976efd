/** The live size of a rule: asked when typing rests, the older question withdrawn. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Preview, Rule } from '../../api/types';
import { useAccess } from '../../app/session';
import { useDebounced } from '../../ui/useDebounced';

export function usePreview(rule: Rule) {
  const { api } = useAccess();
  const path = api('/previews');
  const rested = useDebounced(JSON.stringify(rule), 350);
  const query = useQuery({
    queryKey: [path, rested],
    queryFn: ({ signal }) => post<Preview>(path, { rule: JSON.parse(rested) }, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const error = query.error instanceof ApiProblem ? query.error : null;
  return {
    data: query.data,
    error,
    stale: query.isFetching || rested !== JSON.stringify(rule),
    refetch: query.refetch,
  };
}

export type LivePreview = ReturnType<typeof usePreview>;
