/** Pieces of chart options that are the same everywhere; knows nothing of echarts itself. */

import type { Palette } from '../app/theme';

/** Where the picture lies in its sheet: labels of the axes are always within. */
export const GRID = {
  left: 8,
  right: 20,
  top: 16,
  bottom: 4,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
};

/** The parts of an axis that are the same in every chart. */
export function axis(palette: Palette, more: Record<string, unknown>): Record<string, unknown> {
  return {
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.hairline } },
    axisLabel: { color: palette.ink3, fontSize: 11 },
    ...more,
  };
}

export function tooltip(palette: Palette, formatter: (parts: TooltipPart[]) => string): Record<string, unknown> {
  return {
    trigger: 'axis',
    backgroundColor: palette.surface,
    borderColor: palette.line,
    textStyle: { color: palette.ink, fontSize: 12 },
    axisPointer: { lineStyle: { color: palette.ink3, type: 'dashed' } },
    formatter: (parts: TooltipPart | TooltipPart[]) => formatter(Array.isArray(parts) ? parts : [parts]),
  };
}

export type TooltipPart = { dataIndex: number; seriesName: string; value: unknown };

/** Text as a tooltip may hold it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
