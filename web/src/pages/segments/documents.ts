/** Documents and their YAML, written and read by the server, so that both say exactly what is stored. */

import { useMutation, useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { SegmentDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useDebounced } from '../../ui/useDebounced';

const PATH = '/documents/yaml';

export function useYaml(document: SegmentDocument) {
  const path = useAccess().api(PATH);
  const rested = useDebounced(JSON.stringify(document), 150);
  return useQuery({
    queryKey: [path, rested],
    queryFn: async ({ signal }) => (await post<{ yaml: string }>(path, { document: JSON.parse(rested) }, signal)).yaml,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

export function useReadYaml(onRead: (document: SegmentDocument) => void) {
  const path = useAccess().api(PATH);
  return useMutation({
    mutationFn: async (yaml: string) => (await post<{ document: SegmentDocument }>(path, { yaml })).document,
    onSuccess: onRead,
  });
}
