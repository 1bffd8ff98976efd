/** The rows of a list as a plain table: sorting in the head, rows that open, nothing that a page does not need. */

import { CaretDownFilled, CaretUpFilled, DownOutlined, RightOutlined } from '@ant-design/icons-svg';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n';
import type { Column } from './columns';
import { Icon } from './Icon';

type Props<Row> = {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  sort: string;
  onSort: (sort: string) => void;
  expanded?: (row: Row) => ReactNode;
  busy: boolean;
};

export function Rows<Row>({ caption, columns, rows, rowKey, sort, onSort, expanded, busy }: Props<Row>) {
  const { t } = useTranslation();
  const width = columns.length + (expanded ? 1 : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={caption} aria-busy={busy}>
      <table className={busy ? 'plain-table data busy' : 'plain-table data'}>
        <thead>
          <tr>
            {expanded && (
              <th className="opener">
                <span className="unseen">{t('parts.open')}</span>
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <OneRow key={rowKey(row)} row={row} columns={columns} expanded={expanded} width={width} />
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={width} className="nothing">
                {busy ? t('parts.loading') : t('parts.nothingFound')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

type HeadProps<Row> = { column: Column<Row>; sort: string; onSort: (sort: string) => void };

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const className = column.amount ? 'amount' : undefined;
  const style = column.width ? { width: column.width } : undefined;
  if (!column.sort)
    return (
      <th scope="col" className={className} style={style}>
        {column.title}
      </th>
    );
  const up = sort === column.sort;
  const down = sort === `-${column.sort}`;
  // The first click shows the largest first, the second the smallest, the third the list's own order.
  const next = down ? column.sort : up ? '' : `-${column.sort}`;
  return (
    <th scope="col" className={className} style={style} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" className="sorter" onClick={() => onSort(next)}>
        {column.title}
        <span className="carets" aria-hidden>
          <Icon of={CaretUpFilled} className={up ? 'on' : ''} />
          <Icon of={CaretDownFilled} className={down ? 'on' : ''} />
        </span>
      </button>
    </th>
  );
}

type OneRowProps<Row> = {
  row: Row;
  columns: Column<Row>[];
  expanded?: (row: Row) => ReactNode;
  width: number;
};

function OneRow<Row>({ row, columns, expanded, width }: OneRowProps<Row>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Fragment>
      <tr className={open ? 'open' : undefined}>
        {expanded && (
          <td className="opener">
            <button
              type="button"
              className="sorter"
              aria-expanded={open}
              aria-label={t('parts.open')}
              onClick={() => setOpen(!open)}
            >
              <Icon of={open ? DownOutlined : RightOutlined} />
            </button>
          </td>
        )}
        {columns.map((column) => (
          <td key={column.key} className={column.amount ? 'amount' : undefined}>
            {column.render(row)}
          </td>
        ))}
      </tr>
      {open && expanded && (
        <tr className="inner">
          <td colSpan={width}>{expanded(row)}</td>
        </tr>
      )}
    </Fragment>
  );
}
