/** When an export is due, in words. */

import type { SegmentExport } from '../../../api/types';
import { useTranslation } from '../../../i18n';

export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export type Timing = { every: SegmentExport['every']; hour?: number | null; weekday?: number | null };

/** Returns what says a timing: “every Monday at 08:00”. */
export function useTiming(): (timing: Timing) => string {
  const { t } = useTranslation();
  return ({ every, hour, weekday }) =>
    t(`exports.whenIs.${every}`, {
      hour: `${String(hour ?? 0).padStart(2, '0')}:00`,
      day: weekday ? t(`exports.weekdays.${weekday}`) : '',
    });
}
