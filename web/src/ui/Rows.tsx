/** The rows of a list as a plain table: sorting in the head, rows that open, nothing that a page does not need. */

import { CaretDownFilled, CaretUpFilled, DownOutlined, RightOutlined } from '@ant-design/icons-svg';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n';
import { Checkbox } from './Checkbox';
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
  /** Which rows are chosen for an act on several; without it none can be. */
  choice?: Choice;
  busy: boolean;
};

export type Choice = { keys: Set<string | number>; set: (keys: Set<string | number>) => void };

export function Rows<Row>(props: Props<Row>) {
  const { caption, columns, rows, rowKey, sort, onSort, expanded, choice, busy } = props;
  const { t } = useTranslation();
  const width = columns.length + (expanded ? 1 : 0) + (choice ? 1 : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={caption} aria-busy={busy}>
      <table className={busy ? 'plain-table data busy' : 'plain-table data'}>
        <thead>
          <tr>
            {choice && <ChooseAll keys={rows.map(rowKey)} choice={choice} />}
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
            <OneRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              expanded={expanded}
              choose={choice && <ChooseOne id={rowKey(row)} choice={choice} />}
              width={width}
            />
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

function ChooseAll({ keys, choice }: { keys: (string | number)[]; choice: Choice }) {
  const { t } = useTranslation();
  const all = keys.length > 0 && keys.every((key) => choice.keys.has(key));
  return (
    <th className="opener">
      <Checkbox
        label={t('parts.chooseAll')}
        checked={all}
        disabled={keys.length === 0}
        onChange={(on) => choice.set(new Set(on ? keys : []))}
      />
    </th>
  );
}

function ChooseOne({ id, choice }: { id: string | number; choice: Choice }) {
  const { t } = useTranslation();
  function change(on: boolean) {
    const keys = new Set(choice.keys);
    if (on) keys.add(id);
    else keys.delete(id);
    choice.set(keys);
  }
  return (
    <td className="opener">
      <Checkbox label={t('parts.chooseOne', { id })} checked={choice.keys.has(id)} onChange={change} />
    </td>
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
  choose?: ReactNode;
  width: number;
};

function OneRow<Row>({ row, columns, expanded, choose, width }: OneRowProps<Row>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Fragment>
      <tr className={open ? 'open' : undefined}>
        {choose}
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
