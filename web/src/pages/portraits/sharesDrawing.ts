/** Pairs of bars, one of each group. */

import type { Palette } from '../../app/theme';
import { axis, escaped, GRID, tooltip } from '../../ui/drawing';
import { formatRate } from '../../ui/format';
import type { Names } from './groups';

type Pair = { name: string; a: number; b: number };

export function sharesDrawing(palette: Palette, pairs: Pair[], groups: Names) {
  const bars = (key: 'a' | 'b', name: string, color: string | undefined) => ({
    type: 'bar',
    name,
    barMaxWidth: 12,
    barGap: '10%',
    data: pairs.map((pair) => pair[key]),
    itemStyle: { color, borderRadius: [0, 3, 3, 0] },
  });
  return {
    grid: { ...GRID, right: 32, top: 32 },
    legend: { top: 0, right: 0, itemHeight: 10, textStyle: { color: palette.ink2, fontSize: 12 } },
    xAxis: axis(palette, {
      type: 'value',
      axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatRate(value, 0) },
    }),
    yAxis: axis(palette, {
      type: 'category',
      inverse: true,
      data: pairs.map((pair) => pair.name),
      axisLabel: { color: palette.ink2, fontSize: 12, width: 280, overflow: 'truncate' },
    }),
    tooltip: tooltip(palette, ([part]) => {
      const pair = part && pairs[part.dataIndex];
      if (!pair) return '';
      const rows = [
        `A ${escaped(groups.a)}　<b>${formatRate(pair.a)}</b>`,
        `B ${escaped(groups.b)}　<b>${formatRate(pair.b)}</b>`,
      ];
      return [escaped(pair.name), ...rows].join('<br/>');
    }),
    series: [bars('a', `A ${groups.a}`, palette.series[0]), bars('b', `B ${groups.b}`, palette.ink3)],
  };
}
