/** The two groups in the address, in the API, and as people name them. */

import type { SegmentRow, Text } from '../../api/types';
import { useText, useTranslation } from '../../i18n';

/** No segment begins with a colon. */
export const REST = ':rest';
export const EVERYONE = ':everyone';

export type Names = { a: string; b: string };

export function bodyOf(a: string, b: string): Record<string, unknown> {
  if (b === REST || b === EVERYONE) return { a: { segment: a }, against: b.slice(1) };
  return { a: { segment: a }, b: { segment: b } };
}

export function useGroupNames(names: Names, segments: SegmentRow[]): Names {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = (name: string) => {
    if (name === REST) return t('portraits.rest');
    if (name === EVERYONE) return t('portraits.everyone');
    return text(segments.find((each) => each.name === name)?.label as Text | undefined) || name;
  };
  return { a: nameOf(names.a), b: nameOf(names.b) };
}
