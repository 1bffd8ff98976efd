/** A table of a report in its sheet: a title, its numbers as CSV, and rows that scroll within it. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n';
import { Button } from './Button';
import { downloadCsv } from './csv';
import { Panel } from './PageFrame';

export type Head = { label: string; amount?: boolean };

type Props = {
  title: string;
  name: string;
  heads: Head[];
  /** The numbers behind the rows, asked for when they are taken away. */
  csv: () => { header: string[]; rows: unknown[][] };
  extra?: ReactNode;
  note?: string;
  className?: string;
  children: ReactNode;
};

export function Sheet({ title, name, heads, csv, extra, note, className = '', children }: Props) {
  const { t } = useTranslation();
  const take = () => {
    const { header, rows } = csv();
    downloadCsv(`${name}.csv`, header, rows);
  };
  const tools = (
    <span className="row">
      {extra}
      <Button kind="text" small icon={DownloadOutlined} onClick={take}>
        {t('parts.csv')}
      </Button>
    </span>
  );
  return (
    <Panel flush title={title} extra={tools}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={title}>
        <table className={`plain-table ${className}`}>
          <thead>
            <tr>
              {heads.map(({ label, amount }) => (
                <th key={label} className={amount ? 'amount' : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
      {note && <p className="muted small table-note">{note}</p>}
    </Panel>
  );
}
