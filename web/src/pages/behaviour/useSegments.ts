/** The segments a report can be limited to. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Page, SegmentRow } from '../../api/types';
import { useAccess } from '../../app/session';

const MOST = 200;

export function useSegments() {
  const { api, can } = useAccess();
  const path = api('/segments');
  return useQuery({
    queryKey: [path, 'names'],
    queryFn: ({ signal }) => get<Page<SegmentRow>>(path, { limit: MOST }, signal),
    enabled: can('segments.view'),
    staleTime: 60_000,
  });
}
