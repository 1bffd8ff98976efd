/** echarts by part, drawn in the house theme; loaded only by pages that show a chart. */

import { BarChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { usePreferences, useShade } from '../app/preferences';
import { FONT, type Palette, paletteOf } from '../app/theme';
import { GRID } from './drawing';

use([
  BarChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  LabelLayout,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  CanvasRenderer,
]);

/** Builds the option from the palette, so that a chart follows light and dark. */
export type Drawing = (palette: Palette) => EChartsCoreOption;
export type Drawn = { picture: () => string };

type Props = { ref?: Ref<Drawn>; drawing: Drawing; height: number; label: string };

export default function ChartCanvas({ ref, drawing, height, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const { trend } = usePreferences();
  const shade = useShade();

  useEffect(() => {
    if (!host.current) return;
    const made = init(host.current);
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(host.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const palette = paletteOf(shade, trend);
    chart.current?.setOption({ ...houseOption(palette), ...drawing(palette) }, true);
  }, [drawing, shade, trend]);

  useImperativeHandle(ref, () => ({
    picture: () => chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: paletteOf(shade, trend).surface }) ?? '',
  }));

  return <div ref={host} className="chart-canvas" style={{ height }} role="img" aria-label={label} />;
}

function houseOption(palette: Palette): EChartsCoreOption {
  return {
    color: palette.series,
    textStyle: { fontFamily: FONT, color: palette.ink2 },
    animationDuration: 250,
    grid: GRID,
  };
}
