/** The matrix as a picture to take away: a circle a cell, as large as the measure is. */

import { useCallback, useMemo } from 'react';
import type { Matrix } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, escaped, GRID, tooltip } from '../../ui/drawing';
import { depthOf, type Measure, measured, written } from './measures';

const LARGEST = 30;

export function MatrixChart({ found, measure }: { found: Matrix; measure: Measure }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const points = useMemo(() => {
    const classes = found.classes.map((each) => each.name);
    const categories = found.categories.map((each) => each.name);
    return found.cells
      .map((cell) => ({
        row: classes.indexOf(cell.of_class),
        column: categories.indexOf(cell.category),
        value: measured(cell, measure),
      }))
      .filter((point) => point.value !== null && point.value > 0);
  }, [found, measure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const most = Math.max(0, ...points.map((point) => point.value ?? 0));
      const label = { color: palette.ink3, fontSize: 11 };
      const size = (value: number | null) =>
        Math.max(2, LARGEST * Math.sqrt(measure === 'lift' ? (value ?? 0) / most : depthOf(value, measure, most)));
      return {
        grid: GRID,
        xAxis: axis(palette, {
          type: 'category',
          data: found.categories.map((each) => text(each.label)),
          axisLabel: { ...label, interval: 0, rotate: 40, width: 90, overflow: 'truncate' },
        }),
        yAxis: axis(palette, {
          type: 'category',
          inverse: true,
          data: found.classes.map((each) => text(each.label)),
          axisLabel: label,
        }),
        tooltip: {
          ...tooltip(palette, ([part]) => {
            const point = part && points[part.dataIndex];
            const of = point && found.classes[point.row];
            const category = point && found.categories[point.column];
            if (!point || !of || !category) return '';
            const names = `${escaped(text(of.label))} · ${escaped(text(category.label))}`;
            return `${names} <b>${written(point.value, measure)}</b>`;
          }),
          trigger: 'item',
        },
        series: [
          {
            type: 'scatter',
            data: points.map((point) => ({
              value: [point.column, point.row, point.value],
              symbolSize: size(point.value),
            })),
            itemStyle: { opacity: 0.75 },
          },
        ],
      };
    },
    [found, points, measure, text, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('matrix.column.class'), t('matrix.column.category'), t(`matrix.measureIs.${measure}`)],
      rows: points.map((point) => [
        text(found.classes[point.row]?.label ?? { 'zh-CN': '', en: '' }),
        text(found.categories[point.column]?.label ?? { 'zh-CN': '', en: '' }),
        point.value,
      ]),
    }),
    [found, points, measure, text, t],
  );
  return (
    <Chart
      title={t(`matrix.table.${measure}`)}
      unit={t('matrix.unit')}
      name={`class-category-${measure}`}
      drawing={drawing}
      table={table}
      height={400}
    />
  );
}
