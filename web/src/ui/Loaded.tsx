/** Waiting, refused or there: the three states of anything asked from the API. */

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemView } from './ProblemView';
import { Waiting } from './Waiting';

type Props<T> = { query: UseQueryResult<T>; rows?: number; children: (data: T) => ReactNode };

export function Loaded<T>({ query, rows = 6, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting rows={rows} />;
}
