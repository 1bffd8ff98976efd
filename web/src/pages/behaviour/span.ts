/** A length of time as people say it: to a tenth of a day, in hours or in minutes when it is short. */

import { i18next } from '../../i18n';
import { formatNumber } from '../../ui/format';

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

export function formatSpan(seconds: number | null | undefined): string {
  if (seconds == null) return '–';
  const [unit, length] = UNITS.find(([, each]) => seconds >= each) ?? UNITS[2];
  const count = seconds / length;
  const text = formatNumber(count, 1);
  return i18next.t(`behaviour.span.${unit}`, { count: Number(count.toFixed(1)), text });
}
