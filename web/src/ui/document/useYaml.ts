/** Documents and their YAML, written and read by the server, so that both say exactly what is stored. */

import { useMutation, useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import { useAccess } from '../../app/session';
import { useDebounced } from '../useDebounced';

const PATH = '/documents/yaml';

export function useYaml(document: object) {
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

export function useReadYaml<Document>(onRead: (document: Document) => void) {
  const path = useAccess().api(PATH);
  return useMutation({
    mutationFn: async (yaml: string) => (await post<{ document: Document }>(path, { yaml })).document,
    onSuccess: onRead,
  });
}
