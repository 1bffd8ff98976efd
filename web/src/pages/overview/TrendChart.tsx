/** Day by day: sales, orders, buyers or new buyers, one at a time on its own scale. */

import { useCallback, useMemo, useState } from 'react';
import type { TrendPoint } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatMoney, formatNumber, minorPerMajor } from '../../ui/format';
import { Segmented } from '../../ui/Segmented';

const SERIES = ['sales_minor', 'orders', 'buyers', 'new_buyers'] as const;
type Series = (typeof SERIES)[number];

export function TrendChart({ trend }: { trend: TrendPoint[] }) {
  const { t, i18n } = useTranslation();
  const { currency } = useAccess().workspace;
  const [series, setSeries] = useState<Series>('sales_minor');
  const money = series === 'sales_minor';
  const scale = money ? minorPerMajor(currency) : 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      xAxis: axis(palette, { type: 'category', data: trend.map((point) => point.on.slice(5)), boundaryGap: false }),
      yAxis: axis(palette, {
        type: 'value',
        axisLine: { show: false },
        axisLabel: {
          color: palette.ink3,
          fontSize: 11,
          formatter: (value: number) => (money ? formatMoney(value * scale, currency, true) : formatNumber(value)),
        },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const point = part && trend[part.dataIndex];
        if (!point) return '';
        const rows = SERIES.map((name) => {
          const value = name === 'sales_minor' ? formatMoney(point[name], currency) : formatNumber(point[name]);
          return `${t(`overview.series.${name}`)}　<b>${value}</b>`;
        });
        return [point.on, ...rows].join('<br/>');
      }),
      series: [
        {
          type: 'line',
          data: trend.map((point) => point[series] / scale),
          symbol: 'circle',
          symbolSize: 5,
          showSymbol: trend.length <= 31,
          lineStyle: { width: 1.75 },
          areaStyle: { opacity: 0.08 },
        },
      ],
    }),
    [trend, series, money, scale, currency, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('overview.day'), ...SERIES.map((name) => t(`overview.series.${name}`))],
      rows: trend.map((point) => [
        point.on,
        point.sales_minor / minorPerMajor(currency),
        point.orders,
        point.buyers,
        point.new_buyers,
      ]),
    }),
    [trend, currency, t],
  );
  return (
    <Chart
      title={t('overview.trend')}
      unit={money ? t('overview.unitMoney', { currency }) : t(`overview.unit.${series}`)}
      name="overview-trend"
      drawing={drawing}
      table={table}
      height={300}
      extra={
        <Segmented<Series>
          small
          label={t('overview.trend')}
          value={series}
          options={SERIES.map((value) => ({ value, label: t(`overview.series.${value}`) }))}
          onChange={setSeries}
        />
      }
    />
  );
}
