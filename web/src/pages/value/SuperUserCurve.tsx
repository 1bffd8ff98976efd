/** The super-user curve: share of revenue by share of members, the best first, with the head marked. */

import { useCallback, useMemo } from 'react';
import type { Concentration } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatRate } from '../../ui/format';

export function SuperUserCurve({ found }: { found: Concentration }) {
  const { t, i18n } = useTranslation();
  const { curve, head } = found;

  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const percent = (value: number) => formatRate(value, 0);
      const label = { color: palette.ink3, fontSize: 11, formatter: percent };
      const name = { nameLocation: 'middle', nameTextStyle: { color: palette.ink3, fontSize: 11 } };
      return {
        grid: { left: 40, right: 24, top: 16, bottom: 44 },
        xAxis: axis(palette, {
          type: 'value',
          max: 1,
          axisLabel: label,
          name: t('value.axisMembers'),
          nameGap: 26,
          ...name,
        }),
        yAxis: axis(palette, { type: 'value', max: 1, axisLabel: label, axisLine: { show: false } }),
        tooltip: tooltip(palette, ([part]) => {
          const point = part && curve[part.dataIndex];
          if (!point) return '';
          return t('value.curvePoint', {
            members: formatRate(point.members_share),
            money: formatRate(point.money_share),
          });
        }),
        series: [
          {
            type: 'line',
            data: curve.map((point) => [point.members_share, point.money_share]),
            symbol: 'none',
            lineStyle: { width: 2 },
            areaStyle: { opacity: 0.07 },
            markPoint: {
              symbol: 'circle',
              symbolSize: 11,
              itemStyle: { color: palette.series[1], borderColor: palette.surface, borderWidth: 2 },
              data: [{ coord: [head.share_of_members, head.target] }],
              label: {
                position: 'right',
                distance: 8,
                color: palette.ink,
                fontSize: 12,
                formatter: `${formatRate(head.share_of_members)} → ${percent(head.target)}`,
              },
            },
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: palette.ink3, type: 'dashed', width: 1 },
              data: [[{ coord: [0, 0] }, { coord: [1, 1] }]],
            },
          },
        ],
      };
    },
    [curve, head, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('value.memberShare'), t('value.moneyShare')],
      rows: curve.map((point) => [point.members_share, point.money_share]),
    }),
    [curve, t],
  );
  return (
    <Chart
      title={t('value.curve')}
      unit={t('value.curveUnit')}
      name="super-users"
      drawing={drawing}
      table={table}
      height={340}
    />
  );
}
