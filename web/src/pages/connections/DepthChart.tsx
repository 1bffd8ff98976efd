/** Members by how many kinds of live connection they have, beside the time before. */

import { useCallback, useMemo } from 'react';
import type { ConnectionReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, GRID, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';

export function DepthChart({ report }: { report: ConnectionReport }) {
  const { t, i18n } = useTranslation();
  const { depth, members } = report;
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      grid: { ...GRID, top: 28 },
      xAxis: axis(palette, {
        type: 'category',
        data: depth.map((one) => t('connections.kindsOf', { count: one.depth })),
      }),
      yAxis: axis(palette, {
        type: 'value',
        axisLine: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatNumber(value) },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const one = part && depth[part.dataIndex];
        if (!one) return '';
        const now = `${t('connections.now')}　<b>${formatNumber(one.members)}</b>　${formatRate(one.members / members)}`;
        const before = `${t('connections.before')}　<b>${formatNumber(one.before)}</b>`;
        return [t('connections.kindsOf', { count: one.depth }), now, before].join('<br/>');
      }),
      series: [
        {
          type: 'bar',
          barMaxWidth: 30,
          data: depth.map((one) => one.members),
          itemStyle: { borderRadius: [3, 3, 0, 0] },
        },
        {
          type: 'bar',
          barMaxWidth: 10,
          data: depth.map((one) => one.before),
          itemStyle: { color: palette.ink3, opacity: 0.5, borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [depth, members, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: ['depth', 'now', 'before'].map((key) => t(`connections.${key}`)),
      rows: depth.map((one) => [one.depth, one.members, one.before]),
    }),
    [depth, t],
  );
  return (
    <Chart
      title={t('connections.depthChart')}
      unit={t('connections.unit')}
      name="connection-depth"
      drawing={drawing}
      table={table}
      height={300}
    />
  );
}
