/** The two rates of every store or guide, the busiest first, with the share before; as CSV too. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { ReactNode } from 'react';
import type { Digitisation } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { EmptyView } from '../../ui/EmptyView';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { TableFoot } from '../../ui/TableFoot';
import { useListState } from '../../ui/useListState';

const COLUMNS = [
  'orders',
  'identified_orders',
  'member_share',
  'before_share',
  'members',
  'online',
  'online_rate',
  'before_rate',
] as const;
type Row = Digitisation['rows'][number];

export function Places({ report, choice }: { report: Digitisation; choice: ReactNode }) {
  const { t } = useTranslation();
  const list = useListState();
  const title = t(`digitisation.byIs.${report.by}`);
  const nameOf = (row: Row) => row.name || row.key || t(`digitisation.none.${report.by}`);
  const words = list.search.trim().toLowerCase();
  const found = words
    ? report.rows.filter((row) => `${nameOf(row)} ${row.key}`.toLowerCase().includes(words))
    : report.rows;
  const start = (list.page - 1) * list.limit;
  const end = start + list.limit;
  const rows = found.slice(start, end);
  const header = [t('digitisation.place'), title, ...COLUMNS.map((name) => t(`digitisation.${name}`))];
  const take = () =>
    downloadCsv(
      `digitisation-${report.by}.csv`,
      header,
      report.rows.map((row) => [row.key, nameOf(row), ...COLUMNS.map((name) => figureOf(row, name))]),
    );
  const acts = (
    <span className="row">
      {choice}
      <Button kind="text" small icon={DownloadOutlined} disabled={report.rows.length === 0} onClick={take}>
        {t('parts.csv')}
      </Button>
    </span>
  );
  return (
    <Panel flush title={t('digitisation.places')} extra={acts}>
      {report.rows.length === 0 && <EmptyView title={t('digitisation.empty')} about={t('digitisation.emptyAbout')} />}
      {report.rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll-x" tabIndex={0} aria-label={t('digitisation.places')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{title}</th>
                {COLUMNS.map((name) => (
                  <th key={name} className="amount">
                    {t(`digitisation.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <PlaceRow key={row.key} row={row} name={nameOf(row)} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <TableFoot list={list} count={rows.length} total={found.length} next={end < found.length ? String(end) : null} />
    </Panel>
  );
}

function PlaceRow({ row, name }: { row: Row; name: string }) {
  return (
    <tr>
      <td className={row.key ? undefined : 'muted'}>
        {name} {row.name && <span className="mono muted">{row.key}</span>}
      </td>
      {COLUMNS.map((column) => (
        <td key={column} className="amount">
          {isRate(column) ? <Rate value={figureOf(row, column)} /> : <Num value={figureOf(row, column)} />}
        </td>
      ))}
    </tr>
  );
}

const isRate = (column: (typeof COLUMNS)[number]) => column.endsWith('share') || column.endsWith('rate');

function figureOf(row: Row, column: (typeof COLUMNS)[number]): number | null {
  if (column === 'before_share') return row.before.member_share;
  if (column === 'before_rate') return row.before.online_rate;
  return row[column];
}
