/** The points by frequency and price on logarithmic axes, a circle larger with its money, divided by the thresholds. */

import { useCallback, useMemo } from 'react';
import type { Quadrants } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, escaped, GRID, tooltip } from '../../ui/drawing';
import { formatMoney, formatNumber, formatPrice, minorPerMajor } from '../../ui/format';

const LEAST = 0.01;

export function QuadrantChart({ found }: { found: Quadrants }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { currency } = useAccess().workspace;
  const scale = minorPerMajor(currency);
  const isMembers = found.of === 'member';
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const names = found.quadrants.map((each) => each.name);
      const most = Math.max(1, ...found.points.map((point) => point.money_minor));
      const label = { color: palette.ink3, fontSize: 11 };
      const named = { nameLocation: 'middle', nameTextStyle: label };
      const line = { silent: true, symbol: 'none', lineStyle: { color: palette.ink3, type: 'dashed', width: 1 } };
      return {
        grid: { ...GRID, left: 24, bottom: 24, top: 40 },
        legend: { top: 0, right: 0, textStyle: { color: palette.ink3, fontSize: 12 }, itemWidth: 12, itemHeight: 8 },
        xAxis: axis(palette, {
          type: 'log',
          name: t('quadrant.axisFrequency'),
          nameGap: 26,
          ...named,
          axisLabel: { ...label, formatter: (value: number) => formatNumber(value, 1) },
        }),
        yAxis: axis(palette, {
          type: 'log',
          name: t(`quadrant.axisPrice.${found.of}`),
          nameGap: 56,
          ...named,
          axisLabel: {
            ...label,
            formatter: (value: number) =>
              value >= 10 ? formatMoney(value * scale, currency, true) : formatPrice(value * scale, currency),
          },
        }),
        tooltip: {
          ...tooltip(palette, ([part]) => {
            const point = part && found.points.find((each) => each.name === (part.value as unknown[])[2]);
            if (!point) return '';
            const name = isMembers ? t('members.unnamed', { id: point.name }) : text(point.label);
            const price = formatPrice(point.price_minor, currency);
            return `<b>${escaped(name)}</b><br>${price} · ${formatNumber(point.frequency, 2)} · ${formatMoney(point.money_minor, currency, true)}`;
          }),
          trigger: 'item',
        },
        series: names.map((name, place) => ({
          type: 'scatter',
          name: text(found.quadrants[place]?.label ?? { 'zh-CN': name, en: name }),
          data: found.points
            .filter((point) => point.quadrant === name && point.price_minor > 0)
            .map((point) => ({
              value: [Math.max(point.frequency, LEAST), point.price_minor / scale, point.name],
              symbolSize: isMembers ? 6 : 8 + 34 * Math.sqrt(Math.max(0, point.money_minor) / most),
            })),
          itemStyle: { opacity: isMembers ? 0.6 : 0.75 },
          label: {
            show: !isMembers,
            position: 'top',
            color: palette.ink2,
            fontSize: 11,
            formatter: ({ value }: { value: unknown[] }) =>
              text(found.points.find((each) => each.name === value[2])?.label ?? { 'zh-CN': '', en: '' }),
          },
          labelLayout: { hideOverlap: true },
          ...(place === 0
            ? {
                markLine: {
                  ...line,
                  label: { show: false },
                  data: [
                    ...(found.frequency_from > 0 ? [{ xAxis: found.frequency_from }] : []),
                    ...(found.price_from_minor > 0 ? [{ yAxis: found.price_from_minor / scale }] : []),
                  ],
                },
              }
            : {}),
        })),
      };
    },
    [found, text, currency, scale, isMembers, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: ['what', 'frequency', 'price', 'money'].map((key) => t(`quadrant.column.${key}`)),
      rows: found.points.map((point) => [
        isMembers ? point.name : text(point.label),
        point.frequency,
        point.price_minor / scale,
        point.money_minor / scale,
      ]),
    }),
    [found, text, scale, isMembers, t],
  );
  return (
    <Chart
      title={t('quadrant.chart')}
      unit={t(isMembers ? 'quadrant.chartMembers' : 'quadrant.chartUnit')}
      name={`quadrant-${found.of}`}
      drawing={drawing}
      table={table}
      height={420}
    />
  );
}
