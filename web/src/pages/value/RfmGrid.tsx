/** The 5 × 5 grid of recency and frequency; a deeper cell holds more of the money (or of the members). */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { useState } from 'react';
import type { Rfm } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatMoney, formatNumber, formatRate, minorPerMajor } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { Segmented } from '../../ui/Segmented';

const SCORES = [1, 2, 3, 4, 5];
type Measure = 'money' | 'members';

export function RfmGrid({ rfm }: { rfm: Rfm }) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const [measure, setMeasure] = useState<Measure>('money');
  const exportGrid = () =>
    downloadCsv(
      'rfm.csv',
      ['R', 'F', t('value.members'), t('value.money')],
      rfm.grid.map((cell) => [cell.r, cell.f, cell.members, cell.money_minor / minorPerMajor(currency)]),
    );
  const tools = (
    <span className="row">
      <Segmented<Measure>
        small
        label={t('value.measure')}
        value={measure}
        options={(['money', 'members'] as const).map((value) => ({ value, label: t(`value.${value}`) }))}
        onChange={setMeasure}
      />
      <Button kind="text" small icon={DownloadOutlined} aria-label={t('parts.csv')} onClick={exportGrid} />
    </span>
  );
  return (
    <Panel title={t('value.grid')} extra={tools}>
      <Cells rfm={rfm} measure={measure} />
      <p className="muted small">{t('value.gridAbout')}</p>
    </Panel>
  );
}

function Cells({ rfm, measure }: { rfm: Rfm; measure: Measure }) {
  const { t } = useTranslation();
  const of = (cell: Rfm['grid'][number] | undefined) => (measure === 'money' ? cell?.money_minor : cell?.members) ?? 0;
  const total = rfm.grid.reduce((sum, cell) => sum + of(cell), 0) || 1;
  const most = Math.max(...rfm.grid.map(of), 1);
  return (
    <table className="rfm">
      <caption className="unseen">{t('value.grid')}</caption>
      <thead>
        <tr>
          <th scope="col">
            R＼F<span className="unseen">{t('value.gridAbout')}</span>
          </th>
          {SCORES.map((f) => (
            <th key={f} scope="col" title={edge(rfm.scores.frequency?.edges, f)}>
              F{f}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...SCORES].reverse().map((r) => (
          <tr key={r}>
            <th scope="row" title={edge(rfm.scores.recency?.edges, r)}>
              R{r}
            </th>
            {SCORES.map((f) => {
              const cell = rfm.grid.find((each) => each.r === r && each.f === f);
              return <Cell key={f} cell={cell} share={of(cell) / total} depth={of(cell) / most} />;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellProps = { cell: Rfm['grid'][number] | undefined; share: number; depth: number };

function Cell({ cell, share, depth }: CellProps) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const members = formatNumber(cell?.members ?? 0);
  const money = formatMoney(cell?.money_minor ?? 0, currency, true);
  // Depth stops at 55 % so that the figures on it keep their contrast in both themes.
  const style = { background: `color-mix(in srgb, var(--primary) ${Math.round(depth * 55)}%, var(--surface))` };
  return (
    <td style={style} title={t('value.cell', { members, money })}>
      <strong>{formatRate(share)}</strong>
      <span>{t('value.people', { members })}</span>
    </td>
  );
}

function edge(edges: number[] | undefined, score: number): string | undefined {
  if (!edges) return undefined;
  const [from, to] = [edges[score - 2], edges[score - 1]];
  return [from, to].map((value) => (value == null ? '' : formatNumber(value, 1))).join(' – ');
}
