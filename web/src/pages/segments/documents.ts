/** Documents and their YAML, written and read by the server, so that both say exactly what is stored. */

import { useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { SegmentDocument } from '../../api/types';
import { useDebounced } from '../../shared/useDebounced';

const PATH = '/documents/yaml';

export function useYaml(document: SegmentDocument) {
  const rested = useDebounced(JSON.stringify(document), 150);
  return useQuery({
    queryKey: [PATH, rested],
    queryFn: async ({ signal }) => (await post<{ yaml: string }>(PATH, { document: JSON.parse(rested) }, signal)).yaml,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

export async function readYaml(yaml: string): Promise<SegmentDocument> {
  return (await post<{ document: SegmentDocument }>(PATH, { yaml })).document;
}
