/** The types of codes, from the API. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { CodeType } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText } from '../../i18n';

export function useCodeTypes(): CodeType[] {
  const path = useAccess().api('/code-types');
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<CodeType[]>(path, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data ?? [];
}

/** Returns what a type is called. */
export function useTypeName(): (type: string) => string {
  const text = useText();
  const types = useCodeTypes();
  return (type) => text(types.find(({ name }) => name === type)?.label) || type;
}
