/** What those who grew, slid and stayed brought, on the earlier day and now. */

import { useCallback, useMemo } from 'react';
import type { HeadReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatMoney, minorPerMajor } from '../../ui/format';

export function MovesChart({ report }: { report: HeadReport }) {
  const { t, i18n } = useTranslation();
  const { currency } = useAccess().workspace;
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const money = (minor: number) => formatMoney(minor, currency, true);
      const label = { color: palette.ink3, fontSize: 11, formatter: money };
      const names = report.moves.map((move) => t(`worth.move.${move.name}`));
      const sides = [
        { key: 'before_minor' as const, name: t('worth.before') },
        { key: 'money_minor' as const, name: t('worth.now') },
      ];
      return {
        grid: { left: 8, right: 16, top: 36, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        legend: { top: 0, right: 0, textStyle: { color: palette.ink3, fontSize: 12 }, itemWidth: 12, itemHeight: 8 },
        xAxis: axis(palette, { type: 'category', data: names }),
        yAxis: axis(palette, { type: 'value', axisLabel: label, axisLine: { show: false } }),
        tooltip: tooltip(palette, (parts) => {
          const move = report.moves[parts[0]?.dataIndex ?? -1];
          return move ? sides.map((side) => `${side.name} <b>${money(move[side.key])}</b>`).join('<br>') : '';
        }),
        series: sides.map((side) => ({
          type: 'bar',
          name: side.name,
          data: report.moves.map((move) => move[side.key]),
          barMaxWidth: 28,
        })),
      };
    },
    [report, currency, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('worth.which'), t('worth.before'), t('worth.now')],
      rows: report.moves.map((move) => [
        t(`worth.move.${move.name}`),
        move.before_minor / minorPerMajor(currency),
        move.money_minor / minorPerMajor(currency),
      ]),
    }),
    [report, currency, t],
  );
  return (
    <Chart
      title={t('worth.chart')}
      unit={t('worth.chartUnit', { days: report.days })}
      name="head-moves"
      drawing={drawing}
      table={table}
    />
  );
}
