/** Retention by age: the average of all cohorts in front, each cohort behind it. */

import { useCallback, useMemo } from 'react';
import type { CohortReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatRate } from '../../ui/format';

type Props = { report: CohortReport; against?: CohortReport };

export function RetentionChart({ report, against }: Props) {
  const { t, i18n } = useTranslation();
  const rates = useMemo(() => report.average.map((each) => each.rate), [report]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      xAxis: axis(palette, { type: 'category', data: rates.map((_, age) => ageOf(age, report.by, t)) }),
      yAxis: axis(palette, {
        type: 'value',
        min: 0,
        axisLine: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatRate(value, 0) },
      }),
      tooltip: tooltip(palette, (parts) => {
        const age = parts[0]?.dataIndex ?? 0;
        const average = `${t('behaviour.average')}　<b>${formatRate(rates[age])}</b>`;
        const all = against?.average[age]?.rate;
        const compared = all == null ? [] : [`${t('behaviour.everybody')}　<b>${formatRate(all)}</b>`];
        return [ageOf(age, report.by, t), average, ...compared].join('<br/>');
      }),
      series: [
        ...report.cohorts
          .filter((cohort) => cohort.size > 0)
          .map((cohort) => ({
            type: 'line',
            silent: true,
            symbol: 'none',
            data: cohort.active.slice(0, rates.length).map((count) => count / cohort.size),
            lineStyle: { width: 1, color: palette.ink3, opacity: 0.28 },
          })),
        {
          type: 'line',
          data: against?.average.map((each) => each.rate) ?? [],
          symbol: 'none',
          lineStyle: { width: 1.75, type: 'dashed', color: palette.series[1] },
          itemStyle: { color: palette.series[1] },
        },
        {
          type: 'line',
          data: rates,
          symbol: 'circle',
          symbolSize: 6,
          lineStyle: { width: 2.5, color: palette.series[0] },
          itemStyle: { color: palette.series[0] },
        },
      ],
    }),
    [report, against, rates, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('behaviour.age'), t('behaviour.average'), ...report.cohorts.map((each) => each.from)],
      rows: rates.map((rate, age) => [
        age,
        rate,
        ...report.cohorts.map((each) =>
          each.size && age < each.active.length ? (each.active[age] ?? 0) / each.size : null,
        ),
      ]),
    }),
    [report, rates, t],
  );
  return (
    <Chart
      title={t('behaviour.curve')}
      unit={t('behaviour.curveUnit')}
      name="retention"
      drawing={drawing}
      table={table}
      height={280}
    />
  );
}

type Words = (key: string, values: Record<string, unknown>) => string;

export const ageOf = (age: number, by: string, t: Words): string => t(`behaviour.ageIs.${by}`, { age });
