/** The value of an attribute: chosen among those members have, or typed. */

import type { ValueType } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { ManyCombobox } from '../../../ui/combobox/ManyCombobox';
import { shapeFor } from '../rule/comparison';
import { useVocabulary } from './context';
import { PlainValue } from './PlainValue';

type Props = { name: string; op: string; value: unknown; disabled?: boolean; onChange: (value: unknown) => void };

const ORDERED = ['gte', 'gt', 'lte', 'lt', 'between'];

export function AttributeValue({ name, op, value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const attribute = useVocabulary().attributes.find((each) => each.name === name);
  const known = attribute?.values ?? [];
  const fitted = shapeFor(op, value);
  if (known.length === 0 || !['eq', 'ne', 'in'].includes(op)) {
    return <PlainValue value={value} op={op} type={typeOf(name, op, fitted)} disabled={disabled} onChange={onChange} />;
  }
  const shared = {
    label: t('builder.value'),
    disabled,
    options: known.map((each) => ({ value: String(each), label: String(each) })),
  };
  const typed = (chosen: string) => known.find((each) => String(each) === chosen) ?? chosen;
  if (op !== 'in') {
    const chosen = fitted == null ? null : String(fitted);
    return <Combobox {...shared} className="rule-value" value={chosen} onChange={(one) => onChange(typed(one))} />;
  }
  return (
    <ManyCombobox
      {...shared}
      className="rule-values"
      values={(fitted as unknown[]).map(String)}
      onChange={(all) => onChange(all.map(typed))}
    />
  );
}

/** Attributes have no declared type: a value that is a number is compared as one, the day of joining as a day. */
function typeOf(name: string, op: string, value: unknown): ValueType {
  if (name === 'joined_on') return 'date';
  const sample = Array.isArray(value) ? value[0] : value;
  if (typeof sample === 'string' && /^\d{4}-\d\d-\d\d$/.test(sample)) return 'date';
  return typeof sample === 'number' || ORDERED.includes(op) ? 'number' : 'text';
}
