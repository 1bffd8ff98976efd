/** The share of promotion-dependent buyers in each class. */

import { useCallback, useMemo } from 'react';
import type { PromotionReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, GRID, tooltip } from '../../ui/drawing';
import { formatRate } from '../../ui/format';

export function DependenceChart({ found }: { found: PromotionReport }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  // The first class stands on top.
  const classes = useMemo(() => [...found.classes].reverse(), [found]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const percent = (value: number) => formatRate(value, 0);
      const whole = found.dependence.rate ?? 0;
      return {
        grid: GRID,
        xAxis: axis(palette, {
          type: 'value',
          axisLabel: { color: palette.ink3, fontSize: 11, formatter: percent },
          axisLine: { show: false },
        }),
        yAxis: axis(palette, { type: 'category', data: classes.map((each) => text(each.label)) }),
        tooltip: tooltip(palette, ([part]) => {
          const each = part && classes[part.dataIndex];
          return each ? `${text(each.label)} <b>${formatRate(each.rate)}</b>` : '';
        }),
        series: [
          {
            type: 'bar',
            data: classes.map((each) => each.rate ?? 0),
            barMaxWidth: 18,
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.ink3, type: 'dashed', width: 1 },
              label: { color: palette.ink3, formatter: formatRate(whole) },
              data: [{ xAxis: whole }],
            },
          },
        ],
      };
    },
    [found, classes, text, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('worth.class'), t('worth.rate')],
      rows: found.classes.map((each) => [text(each.label), each.rate]),
    }),
    [found, text, t],
  );
  return (
    <Chart
      title={t('worth.byClass')}
      unit={t('worth.byClassUnit')}
      name="promotion-dependence"
      drawing={drawing}
      table={table}
    />
  );
}
