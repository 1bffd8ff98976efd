/** What the funnel means on the members: asked when typing rests, the older question withdrawn. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { send } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { FunnelDocument, FunnelReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useDebounced } from '../../ui/useDebounced';

export const PREVIEW_DAYS = 365;

export function usePreview({ within, steps, by }: FunnelDocument) {
  const path = useAccess().api('/behaviour/funnel-previews');
  const asked = JSON.stringify({ within, steps, ...(by ? { by } : {}) });
  const rested = useDebounced(asked, 400);
  const query = useQuery({
    queryKey: [path, rested],
    queryFn: ({ signal }) =>
      send<FunnelReport>('POST', path, {
        query: { days: PREVIEW_DAYS },
        body: { document: JSON.parse(rested) },
        signal,
      }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const error = query.error instanceof ApiProblem ? query.error : null;
  return { data: query.data, error, stale: query.isFetching || rested !== asked, refetch: query.refetch };
}

export type FunnelPreview = ReturnType<typeof usePreview>;
