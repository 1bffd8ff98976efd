/** Reports of leads; while another is computed the one before stays in sight. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import { useAccess } from '../../app/session';

export function useLeads<Report>(name: string, query: Record<string, string | undefined> = {}) {
  const path = useAccess().api(`/leads/${name}`);
  return useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Report>(path, query, signal),
    placeholderData: keepPreviousData,
  });
}
