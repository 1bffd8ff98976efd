/** The value of an attribute: chosen among those members have, or typed. */

import { Select } from 'antd';
import type { ValueType } from '../../../api/types';
import { useTranslation } from '../../../i18n';
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
  const many = op === 'in';
  return (
    <Select
      showSearch
      mode={many ? 'multiple' : undefined}
      className={many ? 'rule-values' : 'rule-value'}
      popupMatchSelectWidth={false}
      aria-label={t('builder.value')}
      disabled={disabled}
      value={fitted as string | string[]}
      options={known.map((each) => ({ value: each, label: String(each) }))}
      onChange={onChange}
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
