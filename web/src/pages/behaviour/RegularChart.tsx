/** On how many days members were active: one bar a number of days, the long tail as one. */

import { useCallback, useMemo } from 'react';
import type { StickinessReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';

const MOST_BARS = 30;
type Bar = { name: string; members: number };

export function RegularChart({ report }: { report: StickinessReport }) {
  const { t, i18n } = useTranslation();
  const bars = useMemo(() => barsOf(report.days_active), [report]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      xAxis: axis(palette, { type: 'category', data: bars.map((bar) => bar.name) }),
      yAxis: axis(palette, {
        type: 'value',
        axisLine: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatNumber(value) },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const bar = part && bars[part.dataIndex];
        if (!bar) return '';
        const share = formatRate(bar.members / report.active);
        return `${t('behaviour.onDays', { days: bar.name })}<br/><b>${formatNumber(bar.members)}</b>　${share}`;
      }),
      series: [{ type: 'bar', barMaxWidth: 28, data: bars.map((bar) => bar.members) }],
    }),
    [bars, report, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('behaviour.daysActive'), t('behaviour.members')],
      rows: report.days_active.map((each) => [each.days, each.members]),
    }),
    [report, t],
  );
  return (
    <Chart
      title={t('behaviour.regularChart')}
      unit={t('behaviour.regularUnit')}
      name="days-active"
      drawing={drawing}
      table={table}
      height={240}
    />
  );
}

function barsOf(found: StickinessReport['days_active']): Bar[] {
  const short = found.filter((each) => each.days < MOST_BARS).map((each) => [each.days, each.members] as const);
  const counts = new Map(short);
  const most = Math.max(0, ...counts.keys());
  const bars = Array.from({ length: most }, (_, at) => ({ name: String(at + 1), members: counts.get(at + 1) ?? 0 }));
  const rest = found.filter((each) => each.days >= MOST_BARS).reduce((sum, each) => sum + each.members, 0);
  return rest ? [...bars, { name: `${MOST_BARS}+`, members: rest }] : bars;
}
