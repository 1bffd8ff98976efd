/** The one list of the console: search, sort, filters and page in the address, chosen columns, export. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get } from '../api/client';
import type { Page } from '../api/types';
import { useTranslation } from '../i18n';
import { type Column, useChosenColumns } from './columns';
import { everyRow } from './everyRow';
import { ProblemView } from './ProblemView';
import { Rows } from './Rows';
import { TableFoot } from './TableFoot';
import { TableTools } from './TableTools';
import { type ListState, useListState } from './useListState';

type Props<Row> = {
  name: string;
  /** API path of the list; null shows nothing yet. */
  path: string;
  columns: Column<Row>[];
  rowKey: (row: Row) => string | number;
  empty: ReactNode;
  /** Placeholder of the search field; without it the list has none. */
  search?: string;
  /** Names of address values passed to the API as filters. */
  filters?: string[];
  /** What is asked for beside what stands in the address. */
  asks?: Record<string, unknown>;
  tools?: (list: ListState) => ReactNode;
  expanded?: (row: Row) => ReactNode;
  refresh?: (rows: Row[]) => number | false;
  /** Acts on the rows chosen; with it every row can be chosen. */
  bulk?: (chosen: Row[], done: () => void) => ReactNode;
  prefix?: string;
  caption: string;
};

export function DataTable<Row extends object>(props: Props<Row>) {
  const { t } = useTranslation();
  const list = useListState(props.prefix);
  const { shown, choose } = useChosenColumns(props.name, props.columns);
  const filters = Object.fromEntries((props.filters ?? []).map((name) => [name, list.value(name)]));
  const ask = {
    search: list.search,
    sort: list.sort,
    cursor: list.cursor,
    limit: list.limit,
    ...filters,
    ...props.asks,
  };
  const query = useQuery({
    queryKey: [props.path, ask],
    queryFn: ({ signal }) => get<Page<Row>>(props.path, ask, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => props.refresh?.(state.data?.items ?? []) ?? false,
  });
  const rows = query.data?.items ?? [];
  const [keys, setKeys] = useState(new Set<string | number>());
  const chosen = rows.filter((row) => keys.has(props.rowKey(row)));
  const untouched = !list.search && !list.cursor && Object.values(filters).every((value) => !value);
  const filled = rows.length > 0 || query.isPending || !untouched;
  return (
    <div className="panel flush">
      {filled && (
        <TableTools
          name={props.name}
          search={props.search}
          list={list}
          columns={props.columns}
          shown={shown}
          choose={choose}
          rows={rows}
          every={(grown, stop) => everyRow<Row>(props.path, ask, grown, stop)}
          more={Boolean(query.data?.next) || list.page > 1}
        >
          {props.tools?.(list)}
        </TableTools>
      )}
      {props.bulk && chosen.length > 0 && (
        <div className="table-tools bulk" role="status">
          <strong>{t('parts.chosen', { count: chosen.length })}</strong>
          {props.bulk(chosen, () => setKeys(new Set()))}
        </div>
      )}
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {!filled && !query.error && props.empty}
      {filled && (
        <Rows
          caption={props.caption}
          columns={shown}
          rows={rows}
          rowKey={props.rowKey}
          sort={list.sort}
          onSort={(sort) => list.set({ sort })}
          expanded={props.expanded}
          choice={props.bulk && { keys, set: setKeys }}
          busy={query.isPending || query.isPlaceholderData}
        />
      )}
      {filled && <TableFoot list={list} count={rows.length} total={query.data?.total} next={query.data?.next} />}
    </div>
  );
}
