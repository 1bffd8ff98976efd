/** One trait: its leading level in both groups, how sure it is, and the act that puts a weak tag away. */

import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatRate } from '../../ui/format';
import { Num } from '../../ui/numbers';
import type { Names } from './groups';
import { Retire } from './Retire';
import { formatChance, formatLift, leadOf, type Trait, useLevelName } from './words';

type Props = { trait: Trait; groups: Names; onOpen: () => void; onChanged: () => void };
const LOOK = { separates: 'chip good', weak: 'chip', undecided: 'chip warn' };

export function TraitRow({ trait, groups, onOpen, onChanged }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useLevelName();
  const level = leadOf(trait);
  return (
    <tr>
      <td>
        <Button kind="link" onClick={onOpen}>
          {text(trait.label)}
        </Button>
        <div className="muted small">
          {nameOf(level, trait)} · {t(`portraits.kindIs.${trait.kind}`)}
          {trait.kind !== 'attribute' && ` · ${text(trait.group)}`}
        </div>
      </td>
      <td className="portrait-shares">
        <Share name={`A ${groups.a}`} share={level.share_a} look="a" />
        <Share name={`B ${groups.b}`} share={level.share_b} look="b" />
      </td>
      <td className="amount">{formatLift(level)}</td>
      <td className="amount">
        <Num value={trait.information} digits={3} />
      </td>
      <td className="amount nowrap">{formatChance(trait.corrected)}</td>
      <td>
        <span className={LOOK[trait.verdict]}>{t(`portraits.is.${trait.verdict}`)}</span>
        {trait.kind === 'tag' && trait.verdict === 'weak' && <Retire trait={trait} onChanged={onChanged} />}
      </td>
    </tr>
  );
}

function Share({ name, share, look }: { name: string; share: number; look: 'a' | 'b' }) {
  return (
    <div className="portrait-share">
      <span className="unseen">{name}</span>
      <span className="bar-track" aria-hidden>
        <span className={`bar ${look}`} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="num">{formatRate(share)}</span>
    </div>
  );
}
