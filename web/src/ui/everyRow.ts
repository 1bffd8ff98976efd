/** All rows of a list behind its pages, asked one page after another, for an export. */

import { get } from '../api/client';
import type { Page } from '../api/types';

const AT_ONCE = 200;
/** Larger lists are exported by the server, where there is an export of their own. */
export const MOST_EXPORTED = 10_000;

export type Grown = (rows: number, total: number | null) => void;

/** Return the rows from the first page on, at most ten thousand; `grown` hears how many there are by now. */
export async function everyRow<Row>(
  path: string,
  ask: Record<string, unknown>,
  grown: Grown,
  stop: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null | undefined = '';
  do {
    const page: Page<Row> = await get<Page<Row>>(path, { ...ask, cursor, limit: AT_ONCE }, stop);
    rows.push(...page.items);
    cursor = page.next;
    grown(rows.length, page.total ?? null);
  } while (cursor && rows.length < MOST_EXPORTED);
  return rows.slice(0, MOST_EXPORTED);
}
