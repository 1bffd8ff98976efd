/** The bars of a funnel: members at each step, with their share of the first, beside the time it is compared with. */

import { useCallback, useMemo } from 'react';
import type { FunnelReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, escaped, GRID, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';

type Props = { report: FunnelReport; then?: FunnelReport };

export function FunnelChart({ report, then }: Props) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { steps } = report;
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      grid: { ...GRID, right: 96, top: 8 },
      xAxis: axis(palette, {
        type: 'value',
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatNumber(value) },
      }),
      yAxis: axis(palette, {
        type: 'category',
        inverse: true,
        data: steps.map((step, place) => `${place + 1}. ${text(step.label)}`),
        axisLabel: { color: palette.ink2, fontSize: 12, width: 150, overflow: 'truncate' },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const step = part && steps[part.dataIndex];
        if (!step) return '';
        const before = then?.steps[part.dataIndex];
        const rows = [
          `${t('behaviour.members')}　<b>${formatNumber(step.members)}</b>`,
          `${t('behaviour.ofFirst')}　<b>${formatRate(step.share)}</b>`,
          `${t('behaviour.ofBefore')}　<b>${formatRate(step.from_before)}</b>`,
          ...(before ? [`${t('behaviour.compared')}　<b>${formatNumber(before.members)}</b>`] : []),
        ];
        return [escaped(text(step.label)), ...rows].join('<br/>');
      }),
      series: [
        {
          type: 'bar',
          barMaxWidth: 26,
          data: steps.map((step) => step.members),
          itemStyle: { borderRadius: [0, 3, 3, 0] },
          label: {
            show: true,
            position: 'right',
            color: palette.ink2,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              `${formatNumber(steps[dataIndex]?.members)}  ${formatRate(steps[dataIndex]?.share)}`,
          },
        },
        {
          type: 'bar',
          barMaxWidth: 8,
          data: then?.steps.map((step) => step.members) ?? [],
          itemStyle: { color: palette.ink3, opacity: 0.5, borderRadius: [0, 2, 2, 0] },
        },
      ],
    }),
    [report, then, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: ['step', 'members', 'ofFirst', 'ofBefore', 'compared'].map((key) => t(`behaviour.${key}`)),
      rows: steps.map((step, place) => [
        text(step.label),
        step.members,
        step.share,
        step.from_before,
        then?.steps[place]?.members ?? null,
      ]),
    }),
    [steps, then, t, text],
  );
  return (
    <Chart
      title={t('behaviour.funnelChart')}
      unit={t('behaviour.membersUnit')}
      name="funnel"
      drawing={drawing}
      table={table}
      height={44 + steps.length * 48}
    />
  );
}
