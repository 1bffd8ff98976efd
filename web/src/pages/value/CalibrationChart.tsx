/** What was told of groups of members beside what came: two bars a group. */

import { useCallback, useMemo } from 'react';
import type { Forecast } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';

type Bins = NonNullable<Forecast['calibration']>['purchases'];
type Props = { title: string; unit: string; name: string; bins: Bins; share?: boolean; digits?: number };

export function CalibrationChart({ title, unit, name, bins, share = false, digits = 0 }: Props) {
  const { t, i18n } = useTranslation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const shown = (value: number) => (share ? formatRate(value, 0) : formatNumber(value, digits));
      const label = { color: palette.ink3, fontSize: 11, formatter: shown };
      const groups = bins.map((bin, place) => (share ? formatRate(bin.told, 0) : String(place + 1)));
      return {
        grid: { left: 44, right: 16, top: 36, bottom: 32 },
        legend: { top: 0, right: 0, textStyle: { color: palette.ink3, fontSize: 12 }, itemWidth: 12, itemHeight: 8 },
        xAxis: axis(palette, { type: 'category', data: groups }),
        yAxis: axis(palette, { type: 'value', axisLabel: label, axisLine: { show: false } }),
        tooltip: tooltip(palette, ([part]) => {
          const bin = part && bins[part.dataIndex];
          if (!bin) return '';
          const words = { members: formatNumber(bin.members), told: shown(bin.told), came: shown(bin.came) };
          return t('value.checkPoint', words);
        }),
        series: (['told', 'came'] as const).map((key) => ({
          type: 'bar',
          name: t(`value.${key}`),
          data: bins.map((bin) => bin[key]),
          barMaxWidth: 18,
        })),
      };
    },
    [bins, share, digits, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('value.members'), t('value.told'), t('value.came')],
      rows: bins.map((bin) => [bin.members, bin.told, bin.came]),
    }),
    [bins, t],
  );
  return <Chart title={title} unit={unit} name={name} drawing={drawing} table={table} />;
}
