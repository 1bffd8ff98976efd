/** Spans such as `48h` and `7d`, taken apart for a form, and lists of words as lines. */

export type Unit = 's' | 'min' | 'h' | 'd';

export function inUnits(span: string): { count: number; unit: Unit } {
  const [, count = '1', unit = 'd'] = /^(\d+)(s|min|h|d)$/.exec(span) ?? [];
  return { count: Number(count), unit: unit as Unit };
}

/** Every line that says something, once. */
export function atOnce(lines: string): string[] {
  return [...new Set(lines.split('\n').map((line) => line.trim()))].filter(Boolean);
}
