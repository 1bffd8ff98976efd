/** What a list shows – search, sort, filters, page – kept in the address, so that it can be sent and come back to. */

import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

export const LIMITS = [20, 50, 100, 200];

export type ListState = {
  search: string;
  sort: string;
  cursor: string;
  limit: number;
  page: number;
  /** Set or clear (empty string) values of the address; anything but paging starts again at the first page. */
  set: (change: Record<string, string>) => void;
  value: (name: string) => string;
  next: (cursor: string) => void;
  previous: (() => void) | null;
  first: () => void;
};

export function useListState(prefix = '', firstLimit = 20): ListState {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const key = useCallback((name: string) => (prefix ? `${prefix}.${name}` : name), [prefix]);
  const value = useCallback((name: string) => params.get(key(name)) ?? '', [params, key]);

  const write = useCallback(
    (change: Record<string, string>, state?: unknown, replace = false) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, text] of Object.entries(change)) {
            if (text) after.set(key(name), text);
            else after.delete(key(name));
          }
          return after;
        },
        { state, replace },
      ),
    [setParams, key],
  );

  const page = Number(value('page')) || 1;
  const stepped = (location.state as { stepped?: string } | null)?.stepped === prefix;
  return useMemo(
    () => ({
      search: value('search'),
      sort: value('sort'),
      cursor: value('cursor'),
      limit: LIMITS.includes(Number(value('limit'))) ? Number(value('limit')) : firstLimit,
      page,
      value,
      set: (change) => write({ cursor: '', page: '', ...change }, undefined, true),
      next: (cursor) => write({ cursor, page: String(page + 1) }, { stepped: prefix }),
      // A cursor only leads on; going back is the browser's history, which a sent link does not have.
      previous: page > 1 && stepped ? () => navigate(-1) : null,
      first: () => write({ cursor: '', page: '' }),
    }),
    [value, write, page, prefix, stepped, navigate, firstLimit],
  );
}
