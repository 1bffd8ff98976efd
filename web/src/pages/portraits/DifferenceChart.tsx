/** The strongest differences as pairs of bars: the share of the leading level in A and in B. */

import { useCallback, useMemo } from 'react';
import type { PortraitReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import type { Names } from './groups';
import { sharesDrawing } from './sharesDrawing';
import { leadOf, useLevelName } from './words';

const MOST = 10;

export function DifferenceChart({ report, groups }: { report: PortraitReport; groups: Names }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const nameOf = useLevelName();
  const rows = useMemo(
    () => report.traits.filter((trait) => trait.verdict === 'separates').slice(0, MOST),
    [report.traits],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) =>
      sharesDrawing(
        palette,
        rows.map((trait) => {
          const level = leadOf(trait);
          const name = `${text(trait.label)}: ${nameOf(level, trait)}`;
          return { name, a: level.share_a, b: level.share_b };
        }),
        groups,
      ),
    [rows, groups.a, groups.b, i18n.language],
  );
  if (rows.length === 0) return null;
  return (
    <Chart
      title={t('portraits.strongest', { count: rows.length })}
      unit={t('portraits.shareUnit')}
      name="portraits"
      drawing={drawing}
      table={{
        header: [t('portraits.trait'), t('portraits.levelName'), groups.a, groups.b, t('portraits.lift')],
        rows: rows.map((trait) => {
          const level = leadOf(trait);
          return [text(trait.label), nameOf(level, trait), level.share_a, level.share_b, level.lift];
        }),
      }}
      height={56 + rows.length * 34}
    />
  );
}
