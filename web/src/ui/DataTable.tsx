/** The one list of the console: search, sort, filters and page in the address, chosen columns, export. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../api/client';
import type { Page } from '../api/types';
import { type Column, useChosenColumns } from './columns';
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
  tools?: (list: ListState) => ReactNode;
  expanded?: (row: Row) => ReactNode;
  refresh?: (rows: Row[]) => number | false;
  prefix?: string;
  caption: string;
};

export function DataTable<Row extends object>(props: Props<Row>) {
  const list = useListState(props.prefix);
  const { shown, choose } = useChosenColumns(props.name, props.columns);
  const filters = Object.fromEntries((props.filters ?? []).map((name) => [name, list.value(name)]));
  const ask = { search: list.search, sort: list.sort, cursor: list.cursor, limit: list.limit, ...filters };
  const query = useQuery({
    queryKey: [props.path, ask],
    queryFn: ({ signal }) => get<Page<Row>>(props.path, ask, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => props.refresh?.(state.data?.items ?? []) ?? false,
  });
  const rows = query.data?.items ?? [];
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
        >
          {props.tools?.(list)}
        </TableTools>
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
          busy={query.isPending || query.isPlaceholderData}
        />
      )}
      {filled && <TableFoot list={list} count={rows.length} total={query.data?.total} next={query.data?.next} />}
    </div>
  );
}
