/** The one chart of the console: title, unit, house theme, empty state, and its picture and numbers to take away. */

import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from '../i18n';
import type { Drawing, Drawn } from './ChartCanvas';
import { download, downloadCsv } from './csv';

const ChartCanvas = lazy(() => import('./ChartCanvas'));

type Props = {
  title: string;
  unit: string;
  name: string;
  drawing: Drawing;
  /** The numbers behind the picture, for CSV and for screen readers. */
  table: { header: string[]; rows: unknown[][] };
  height?: number;
  extra?: React.ReactNode;
};

export function Chart({ title, unit, name, drawing, table, height = 280, extra }: Props) {
  const { t } = useTranslation();
  const drawn = useRef<Drawn>(null);
  const empty = table.rows.length === 0;
  const acts: Record<string, () => void> = {
    png: () => drawn.current && download(`${name}.png`, drawn.current.picture()),
    csv: () => downloadCsv(`${name}.csv`, table.header, table.rows),
  };
  const items = ['png', 'csv'].map((key) => ({ key, label: t(`parts.${key}`) }));
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="chart-head">
          <h2>{title}</h2>
          <span className="unit">{unit}</span>
        </div>
        <div className="row">
          {extra}
          <Dropdown trigger={['click']} disabled={empty} menu={{ items, onClick: ({ key }) => acts[key]?.() }}>
            <Button type="text" size="small" icon={<DownloadOutlined />} aria-label={t('parts.takeAway')} />
          </Dropdown>
        </div>
      </header>
      <div className="panel-body" style={{ minHeight: height }}>
        {empty ? (
          <p className="muted">{t('parts.noData')}</p>
        ) : (
          <Suspense fallback={null}>
            <ChartCanvas ref={drawn} drawing={drawing} height={height} label={`${title}（${unit}）`} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
