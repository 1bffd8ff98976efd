/** How many members have which value of a feature: bins of numbers, months of days, the most frequent words. */

import { useCallback, useMemo } from 'react';
import type { FeatureDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, GRID, tooltip } from '../../ui/drawing';
import { formatNumber, formatUnit, formatWord } from '../../ui/format';

export function SpreadChart({ feature }: { feature: FeatureDetail }) {
  const { t, i18n } = useTranslation();
  const { workspace } = useAccess();
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const bars = useMemo(() => barsOf(feature, workspace.currency), [feature, workspace.currency, i18n.language]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      grid: GRID,
      xAxis: axis(palette, { type: 'category', data: bars.map((bar) => bar.name), axisLabel: { color: palette.ink3 } }),
      yAxis: axis(palette, { type: 'value', axisLine: { show: false } }),
      tooltip: tooltip(palette, ([part]) => {
        const bar = part && bars[part.dataIndex];
        return bar ? t('features.bar', { range: bar.range, members: formatNumber(bar.members) }) : '';
      }),
      series: [{ type: 'bar', data: bars.map((bar) => bar.members), barCategoryGap: '12%' }],
    }),
    [bars, t, i18n.language],
  );
  const table = useMemo(
    () => ({ header: [t('features.value'), t('features.members')], rows: bars.map((bar) => [bar.range, bar.members]) }),
    [bars, t],
  );
  const unit = t('features.membersBy', { unit: t(`units.${feature.unit}`) });
  return <Chart title={t('features.spread')} unit={unit} name={feature.name} drawing={drawing} table={table} />;
}

type Bar = { name: string; range: string; members: number };

function barsOf(feature: FeatureDetail, currency: string): Bar[] {
  if (feature.type === 'text') {
    return feature.values.map(({ value, members }) => ({ name: formatWord(value), range: formatWord(value), members }));
  }
  return feature.bins.map(({ low, high, members }) => {
    if (typeof low === 'string') return { name: low.slice(0, 7), range: low.slice(0, 7), members };
    const from = formatUnit(low, feature.unit, currency);
    const single = high !== null && high - low === 1 && Number.isInteger(low) && feature.unit !== 'money';
    const to = high === null ? '' : formatUnit(high, feature.unit, currency);
    return { name: from, range: single ? from : high === null ? `≥ ${from}` : `${from} – ${to}`, members };
  });
}
