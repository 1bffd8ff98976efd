/** The one chart of the console: title, unit, house theme, empty state, and its picture and numbers to take away. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from '../i18n';
import type { Drawing, Drawn } from './ChartCanvas';
import { download, downloadCsv } from './csv';
import { MenuButton } from './MenuButton';

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
  const picture = () => drawn.current && download(`${name}.png`, drawn.current.picture());
  const acts = [
    { key: 'png', label: t('parts.png'), act: () => void picture() },
    { key: 'csv', label: t('parts.csv'), act: () => downloadCsv(`${name}.csv`, table.header, table.rows) },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="chart-head">
          <h2>{title}</h2>
          <span className="unit">{unit}</span>
        </div>
        <div className="row">
          {extra}
          <MenuButton
            kind="text"
            small
            icon={DownloadOutlined}
            aria-label={t('parts.takeAway')}
            disabled={empty}
            acts={acts}
          />
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
