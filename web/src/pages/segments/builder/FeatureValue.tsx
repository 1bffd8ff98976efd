/** What a feature is compared with: a value, what it was some days ago, or another feature. */

import type { Rule } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useText, useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { NumberInput } from '../../../ui/NumberInput';
import { PlainSelect } from '../../../ui/PlainSelect';
import { isRecord } from '../rule/model';
import { featureType, firstValue } from '../rule/vocabulary';
import { useVocabulary } from './context';
import { PlainValue } from './PlainValue';

type Props = { name: string; op: string; value: unknown; disabled?: boolean; onChange: (value: unknown) => void };
type With = 'value' | 'past' | 'feature';

const WITH: With[] = ['value', 'past', 'feature'];
const COMPARABLE = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'];

export function FeatureValue({ name, op, value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const vocabulary = useVocabulary();
  const { today } = useAccess().workspace;
  const type = featureType(vocabulary, name);
  const beside = isRecord(value) ? value : null;
  if (!COMPARABLE.includes(op) || (type === 'text' && !beside)) {
    const plain = beside ? firstValue(op, type, today) : value;
    return <PlainValue op={op} type={type} value={plain} disabled={disabled} onChange={onChange} />;
  }
  const like = vocabulary.features.filter((each) => each.type === type && each.name !== name);
  const firsts: Record<With, unknown> = {
    value: firstValue(op, type, today),
    past: { before: '30d' },
    feature: { feature: like[0]?.name ?? name },
  };
  const chosen: With = !beside ? 'value' : beside.feature === undefined ? 'past' : 'feature';
  return (
    <span className="row rule-beside">
      <PlainSelect
        label={t('builder.comparedWith')}
        disabled={disabled}
        value={chosen}
        options={WITH.map((each) => ({ value: each, label: t(`builder.comparedWithIs.${each}`) }))}
        onChange={(kind) => onChange(firsts[kind])}
      />
      {beside ? (
        <BesideValue names={like} value={beside} type={type} disabled={disabled} onChange={onChange} />
      ) : (
        <PlainValue op={op} type={type} value={value} disabled={disabled} onChange={onChange} />
      )}
    </span>
  );
}

type BesideProps = {
  names: { name: string; label: { 'zh-CN': string; en: string } }[];
  value: Rule;
  type: string;
  disabled?: boolean;
  onChange: (value: Rule) => void;
};

function BesideValue({ names, value, type, disabled, onChange }: BesideProps) {
  const { t } = useTranslation();
  const text = useText();
  const days = typeof value.before === 'string' ? Number(value.before.replace(/d$/, '')) : null;
  const times = value.times === undefined ? 1 : Number(value.times);
  const numeric = type !== 'date' && type !== 'text';
  return (
    <>
      {value.feature !== undefined && (
        <Combobox
          className="rule-feature"
          label={t('builder.otherFeature')}
          disabled={disabled}
          value={String(value.feature)}
          options={names.map((each) => ({ value: each.name, label: text(each.label) }))}
          onChange={(feature) => onChange({ ...value, feature })}
        />
      )}
      {days !== null && (
        <NumberInput
          min={1}
          whole
          className="rule-ago"
          label={t('builder.daysAgo')}
          unit={t('builder.daysAgo')}
          disabled={disabled}
          value={days}
          onChange={(typed) => onChange({ ...value, before: `${typed}d` })}
        />
      )}
      {numeric && (
        <NumberInput
          min={0.01}
          className="rule-ago"
          label={t('builder.timesOf')}
          unit={t('builder.timesOf')}
          disabled={disabled}
          value={times}
          onChange={(typed) => {
            const { times: _times, ...rest } = value;
            onChange(typed === 1 ? rest : { ...rest, times: typed });
          }}
        />
      )}
    </>
  );
}
