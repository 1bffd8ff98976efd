/** The distribution of one trait in both groups. */

import { useCallback } from 'react';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { Dialog } from '../../ui/Dialog';
import { formatNumber } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import type { Names } from './groups';
import { sharesDrawing } from './sharesDrawing';
import { formatChance, formatLift, type Trait, useLevelName } from './words';

type Props = { trait: Trait; groups: Names; onClose: () => void };

export default function TraitDialog({ trait, groups, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const nameOf = useLevelName();
  const label = text(trait.label);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) =>
      sharesDrawing(
        palette,
        trait.levels.map((level) => ({ name: nameOf(level, trait), a: level.share_a, b: level.share_b })),
        groups,
      ),
    [trait, groups.a, groups.b, i18n.language],
  );
  return (
    <Dialog wide title={label} onClose={onClose}>
      <p>
        {t(`portraits.told.${trait.verdict}`, {
          information: formatNumber(trait.information, 3),
          chance: formatChance(trait.corrected),
          chi: formatNumber(trait.chi_square, 1),
          freedom: trait.freedom,
        })}
      </p>
      <Chart
        title={t('portraits.distribution')}
        unit={t('portraits.shareUnit')}
        name={`portrait-${trait.name}`}
        drawing={drawing}
        table={{
          header: [t('portraits.levelName'), ...(['a', 'b'] as const).flatMap((key) => [groups[key], groups[key]])],
          rows: trait.levels.map((level) => [nameOf(level, trait), level.a, level.share_a, level.b, level.share_b]),
        }}
        height={56 + trait.levels.length * 30}
      />
      <Levels trait={trait} groups={groups} />
    </Dialog>
  );
}

function Levels({ trait, groups }: { trait: Trait; groups: Names }) {
  const { t } = useTranslation();
  const nameOf = useLevelName();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('portraits.levelName')}</th>
            <th className="amount" colSpan={2}>
              A {groups.a}
            </th>
            <th className="amount" colSpan={2}>
              B {groups.b}
            </th>
            <th className="amount">{t('portraits.lift')}</th>
            <th className="amount">{t('portraits.information')}</th>
          </tr>
        </thead>
        <tbody>
          {trait.levels.map((level, place) => (
            <tr key={`${level.kind}/${level.value}/${level.low}`} className={place === trait.lead ? 'lead' : undefined}>
              <td>{nameOf(level, trait)}</td>
              <td className="amount">
                <Num value={level.a} />
              </td>
              <td className="amount">
                <Rate value={level.share_a} />
              </td>
              <td className="amount">
                <Num value={level.b} />
              </td>
              <td className="amount">
                <Rate value={level.share_b} />
              </td>
              <td className="amount">{formatLift(level)}</td>
              <td className="amount">
                <Num value={level.information} digits={3} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
