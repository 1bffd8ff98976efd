/** How large a segment was at the end of each day it was evaluated. */

import { useCallback, useMemo } from 'react';
import type { Segment } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, GRID, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';

export function SizeHistory({ segment }: { segment: Segment }) {
  const { t, i18n } = useTranslation();
  const { sizes, document } = segment;
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      grid: { ...GRID, right: 24, top: 20 },
      xAxis: axis(palette, { type: 'category', data: sizes.map((one) => one.on) }),
      yAxis: axis(palette, {
        type: 'value',
        axisLine: { show: false },
        minInterval: 1,
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatNumber(value) },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const day = part && sizes[part.dataIndex];
        if (!day) return '';
        const share = day.base ? formatRate(day.size / day.base) : '–';
        return [day.on, `${t('segments.size')}　<b>${formatNumber(day.size)}</b>（${share}）`].join('<br/>');
      }),
      series: [
        {
          type: 'line',
          data: sizes.map((one) => one.size),
          symbolSize: 6,
          showSymbol: sizes.length <= 62,
          lineStyle: { width: 1.75 },
        },
      ],
    }),
    [sizes, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: ['day', 'size', 'base'].map((key) => t(`segments.${key}`)),
      rows: sizes.map((one) => [one.on, one.size, one.base]),
    }),
    [sizes, t],
  );
  return (
    <Chart
      title={t('segments.sizes')}
      unit={t('segments.sizesUnit')}
      name={`segment-${document.name}`}
      drawing={drawing}
      table={table}
      height={220}
    />
  );
}
