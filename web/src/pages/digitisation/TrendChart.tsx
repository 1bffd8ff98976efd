/** One of the two rates day by day beside its target; a day without a count is a gap. */

import { useCallback, useMemo, useState } from 'react';
import type { Digitisation } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, GRID, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';
import { Segmented } from '../../ui/Segmented';

const RATES = ['member_share', 'online_rate'] as const;
type Name = (typeof RATES)[number];
const COUNTED = ['orders', 'identified_orders', 'member_share', 'members', 'online', 'online_rate'] as const;

export function TrendChart({ report }: { report: Digitisation }) {
  const { t, i18n } = useTranslation();
  const { trend, targets } = report;
  const [name, setName] = useState<Name>('member_share');
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      grid: { ...GRID, right: 44 },
      xAxis: axis(palette, { type: 'category', data: trend.map((day) => day.on.slice(5)), boundaryGap: false }),
      yAxis: axis(palette, {
        type: 'value',
        min: 0,
        max: 1,
        axisLine: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatRate(value, 0) },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const day = part && trend[part.dataIndex];
        if (!day) return '';
        const share = `${t('digitisation.member_share')}　<b>${formatRate(day.member_share)}</b>`;
        const orders = `${t('digitisation.orders')}　<b>${formatNumber(day.identified_orders)} / ${formatNumber(day.orders)}</b>`;
        const online = `${t('digitisation.online_rate')}　<b>${formatRate(day.online_rate)}</b>`;
        return [day.on, share, orders, online].join('<br/>');
      }),
      series: [
        {
          type: 'line',
          data: trend.map((day) => day[name]),
          symbol: 'circle',
          symbolSize: 5,
          showSymbol: name === 'online_rate' || trend.length <= 31,
          lineStyle: { width: 1.75 },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { type: 'dashed', color: palette.ink3 },
            label: { color: palette.ink3, formatter: formatRate(targets[name], 0), position: 'end' },
            data: [{ yAxis: targets[name] }],
          },
        },
      ],
    }),
    [trend, targets, name, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('overview.day'), ...COUNTED.map((one) => t(`digitisation.${one}`))],
      rows: trend.map((day) => [day.on, ...COUNTED.map((one) => day[one])]),
    }),
    [trend, t],
  );
  return (
    <Chart
      title={t('digitisation.trend')}
      unit={t('digitisation.unit')}
      name="digitisation-trend"
      drawing={drawing}
      table={table}
      height={300}
      extra={
        <Segmented<Name>
          small
          label={t('digitisation.metric')}
          value={name}
          options={RATES.map((value) => ({ value, label: t(`digitisation.${value}`) }))}
          onChange={setName}
        />
      }
    />
  );
}
