/** A level of a trait, a lift and a chance in words. */

import type { PortraitReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { i18next, useText, useTranslation } from '../../i18n';
import { formatNumber, formatUnit, formatWord } from '../../ui/format';

export type Trait = PortraitReport['traits'][number];
export type Level = Trait['levels'][number];

type Named = Pick<Level, 'kind' | 'value' | 'label' | 'low' | 'high'>;

export function useLevelName(): (level: Named, trait: { unit: string }) => string {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  return (level, trait) => {
    if (level.kind === 'range') {
      const [low, high] = [level.low, level.high].map((each) => formatUnit(each, trait.unit, workspace.currency));
      return low === high ? `${low}` : `${low} – ${high}`;
    }
    if (level.kind !== 'value') return t(`portraits.level.${level.kind}`);
    const label = text(level.label);
    return label && label !== level.value ? label : formatWord(level.value);
  };
}

export function leadOf(trait: Trait): Level {
  return trait.levels[trait.lead] as Level;
}

/** `4.5×`; without anybody in B there is no lift. */
export function formatLift(level: Level): string {
  if (level.lift == null) return i18next.t('portraits.onlyA');
  return `${formatNumber(level.lift, level.lift < 0.1 ? 2 : 1)}×`;
}

export function formatChance(p: number | null): string {
  if (p == null) return '–';
  return p < 0.001 ? '< 0.001' : formatNumber(p, 3);
}
