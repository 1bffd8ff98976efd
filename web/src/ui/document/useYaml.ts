/** Documents and their YAML, written and read by the server, so that both say exactly what is stored. */

import { useMutation, useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import { useAccess } from '../../app/session';
import { useDebounced } from '../useDebounced';
import { shaped } from './shape';

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

/** Reads YAML; refused as well is a document without the lists and maps of `like`, which the form could not draw. */
export function useReadYaml<Document>(onRead: (document: Document) => void, like?: object) {
  const path = useAccess().api(PATH);
  return useMutation({
    mutationFn: async (yaml: string) => shaped((await post<{ document: Document }>(path, { yaml })).document, like),
    onSuccess: onRead,
  });
}
