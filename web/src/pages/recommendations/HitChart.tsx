/** The rate of hits by how many products are recommended, beside recommending what is popular. */

import { useCallback, useMemo } from 'react';
import type { RecommendationReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatRate } from '../../ui/format';
import { Segmented } from '../../ui/Segmented';
import { useAddress } from '../behaviour/asked';

export const MODES = ['new', 'again', 'any'] as const;
export type Mode = (typeof MODES)[number];

export function HitChart({ report }: { report: RecommendationReport }) {
  const { t, i18n } = useTranslation();
  const { chosen, put } = useAddress();
  const mode = chosen('mode', MODES, 'any');
  const found = report.modes.find((one) => one.mode === mode);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      grid: { left: 48, right: 16, top: 36, bottom: 32 },
      legend: { top: 0, right: 0, textStyle: { color: palette.ink3, fontSize: 12 }, itemWidth: 12, itemHeight: 8 },
      xAxis: axis(palette, { type: 'category', data: (found?.model ?? []).map((_, place) => String(place + 1)) }),
      yAxis: axis(palette, {
        type: 'value',
        axisLine: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatRate(value, 0) },
      }),
      tooltip: tooltip(palette, ([part]) => {
        if (!part || !found) return '';
        return t('next.point', {
          top: part.dataIndex + 1,
          rate: formatRate(found.model[part.dataIndex] ?? 0),
          popular: formatRate(found.popular[part.dataIndex] ?? 0),
        });
      }),
      series: (['model', 'popular'] as const).map((key) => ({
        type: 'line',
        name: t(`next.${key}`),
        data: found?.[key] ?? [],
        symbolSize: 5,
      })),
    }),
    [found, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('next.recommended'), t('next.model'), t('next.popular')],
      rows: (found?.model ?? []).map((rate, place) => [place + 1, rate, found?.popular[place] ?? null]),
    }),
    [found, t],
  );
  return (
    <>
      <Segmented
        label={t('next.mode')}
        value={mode}
        options={MODES.map((value) => ({ value, label: t(`next.modes.${value}`) }))}
        onChange={(value) => put({ mode: value === 'any' ? '' : value })}
      />
      {found ? (
        <Chart
          title={t('next.chart', { mode: t(`next.modes.${mode}`) })}
          unit={t('next.unit')}
          name={`hit-rates-${mode}`}
          drawing={drawing}
          table={table}
        />
      ) : (
        <p className="muted">{t('next.unchecked')}</p>
      )}
    </>
  );
}
