/** What a column of the house table is, and which ones a user has chosen to see. */

import type { ReactNode } from 'react';
import { useState } from 'react';

export type Column<Row> = {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** Plain value for export; without it the column is not exported. */
  plain?: (row: Row) => unknown;
  amount?: boolean;
  /** Name the API sorts by. */
  sort?: string;
  width?: number | string;
  /** Not shown until chosen. */
  extra?: boolean;
};

export function useChosenColumns<Row>(name: string, columns: Column<Row>[]) {
  const key = `siyu.columns.${name}`;
  const [chosen, setChosen] = useState<string[] | null>(() => read(key));
  const shown = columns.filter((column) => (chosen ? chosen.includes(column.key) : !column.extra));
  function choose(keys: string[]) {
    if (keys.length === 0) return;
    setChosen(keys);
    try {
      localStorage.setItem(key, JSON.stringify(keys));
    } catch {
      // without storage the choice lasts until the page closes
    }
  }
  return { shown: shown.length ? shown : columns, choose };
}

function read(key: string): string[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(kept) ? kept.map(String) : null;
  } catch {
    return null;
  }
}
