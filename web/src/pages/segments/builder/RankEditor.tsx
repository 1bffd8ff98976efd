/** A condition about a member's place among everybody: the first or last of them by a feature. */

import { useText, useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { NumberInput } from '../../../ui/NumberInput';
import { PlainSelect } from '../../../ui/PlainSelect';
import type { RankBody } from '../rule/model';
import { rankedFeatures } from '../rule/vocabulary';
import { useVocabulary } from './context';

type Props = { value: RankBody; disabled?: boolean; onChange: (body: RankBody) => void };

const SIDES: RankBody['side'][] = ['top', 'bottom'];
const UNITS = ['share', 'members'] as const;

export function RankEditor({ value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const vocabulary = useVocabulary();
  const change = (part: Partial<RankBody>) => onChange({ ...value, ...part });
  const options = rankedFeatures(vocabulary).map((each) => ({ value: each.name, label: text(each.label) }));
  return (
    <div className="rule-body">
      <div className="rule-line">
        <Combobox
          className="rule-feature"
          label={t('builder.rankBy')}
          disabled={disabled}
          value={value.by}
          options={options}
          onChange={(by) => change({ by })}
        />
        <PlainSelect
          label={t('builder.side')}
          disabled={disabled}
          value={value.side}
          options={SIDES.map((side) => ({ value: side, label: t(`builder.sides.${side}`) }))}
          onChange={(side) => change({ side })}
        />
        <NumberInput
          min={value.share ? 0.0001 : 1}
          whole={!value.share}
          className="rule-short"
          label={t('builder.amount')}
          disabled={disabled}
          value={value.amount}
          onChange={(amount) => change({ amount })}
        />
        <PlainSelect
          label={t('builder.unit')}
          disabled={disabled}
          value={value.share ? 'share' : 'members'}
          options={UNITS.map((unit) => ({ value: unit, label: t(`builder.rankUnits.${unit}`) }))}
          onChange={(unit) => change({ share: unit === 'share', amount: unit === 'share' ? 10 : 100 })}
        />
      </div>
      <span className="muted small">{t('builder.rankAbout')}</span>
    </div>
  );
}
