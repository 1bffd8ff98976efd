/** What a cell of the matrix can show: its number, how it is written, and how deep its colour is. */

import type { MatrixCell } from '../../api/types';
import { formatNumber, formatRate } from '../../ui/format';

export const LEVELS = ['department', 'category'] as const;
export const MEASURES = ['penetration', 'share', 'lift', 'attach', 'missing'] as const;
export type Measure = (typeof MEASURES)[number];

/** White space counts only where most of the class buys the category. */
export function measured(cell: MatrixCell | undefined, measure: Measure): number | null {
  if (!cell) return measure === 'attach' || measure === 'missing' ? null : 0;
  if (measure === 'missing') return cell.is_white ? cell.missing : null;
  return cell[measure];
}

export function written(value: number | null, measure: Measure): string {
  if (value === null) return '–';
  if (measure === 'missing') return formatNumber(value);
  return measure === 'lift' ? formatNumber(value, 2) : formatRate(value);
}

/** From 0 to 1 within what the table shows; a lift of 1 is no colour, two and more are full. */
export function depthOf(value: number | null, measure: Measure, most: number): number {
  if (value === null) return 0;
  if (measure === 'lift') return Math.min(1, Math.max(0, value - 1));
  return most > 0 ? Math.max(0, value) / most : 0;
}
