/** Active members by day, week and month, or their ratio, day by day. */

import { useCallback, useMemo, useState } from 'react';
import type { StickinessReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, GRID, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';
import { Segmented } from '../../ui/Segmented';

const COUNTS = ['dau', 'wau', 'mau'] as const;
const VIEWS = ['counts', 'ratio'] as const;
type View = (typeof VIEWS)[number];

export function ActiveChart({ report }: { report: StickinessReport }) {
  const { t, i18n } = useTranslation();
  const [view, setView] = useState<View>('counts');
  const { trend } = report;
  const counts = view === 'counts';
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      xAxis: axis(palette, { type: 'category', data: trend.map((day) => day.on.slice(5)), boundaryGap: false }),
      yAxis: axis(palette, {
        type: 'value',
        min: 0,
        axisLine: { show: false },
        axisLabel: {
          color: palette.ink3,
          fontSize: 11,
          formatter: (value: number) => (counts ? formatNumber(value) : formatRate(value, 0)),
        },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const day = part && trend[part.dataIndex];
        if (!day) return '';
        const rows = COUNTS.map((name) => `${t(`behaviour.${name}`)}　<b>${formatNumber(day[name])}</b>`);
        return [day.on, ...rows, `${t('behaviour.ratio')}　<b>${formatRate(day.stickiness)}</b>`].join('<br/>');
      }),
      series: counts
        ? COUNTS.map((name) => ({
            type: 'line',
            name: t(`behaviour.${name}`),
            data: trend.map((day) => day[name]),
            symbol: 'none',
            lineStyle: { width: 1.75 },
            endLabel: { show: true, formatter: '{a}', color: palette.ink2, fontSize: 11 },
          }))
        : [
            {
              type: 'line',
              data: trend.map((day) => day.stickiness),
              symbol: 'none',
              lineStyle: { width: 1.75 },
              areaStyle: { opacity: 0.08 },
            },
          ],
      ...(counts ? { grid: { ...GRID, right: 84 } } : {}),
    }),
    [trend, counts, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('overview.day'), ...[...COUNTS, 'ratio'].map((name) => t(`behaviour.${name}`))],
      rows: trend.map((day) => [day.on, day.dau, day.wau, day.mau, day.stickiness]),
    }),
    [trend, t],
  );
  return (
    <Chart
      title={t('behaviour.activeChart')}
      unit={counts ? t('behaviour.membersUnit') : t('behaviour.ratioUnit')}
      name="active-members"
      drawing={drawing}
      table={table}
      height={300}
      extra={
        <Segmented<View>
          small
          label={t('behaviour.activeChart')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`behaviour.activeView.${value}`) }))}
          onChange={setView}
        />
      }
    />
  );
}
