/** The value of a tag or a model of stages: none is asked for when having it is enough, else one or several of its own. */

import type { Text } from '../../../api/types';
import { useText, useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { ManyCombobox } from '../../../ui/combobox/ManyCombobox';
import { shapeFor } from '../rule/comparison';
import { PlainValue } from './PlainValue';

type Props = {
  name: string;
  terms: { name: string; values: { value: string; label: Text }[] }[];
  op: string;
  value: unknown;
  disabled?: boolean;
  onChange: (value: unknown) => void;
};

export function TagValue({ name, terms, op, value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const tag = terms.find((each) => each.name === name);
  if (['has', 'missing', 'present'].includes(op)) return null;
  const known = tag?.values ?? [];
  if (known.length === 0) {
    return <PlainValue op={op} type="text" value={value} disabled={disabled} onChange={onChange} />;
  }
  const shared = {
    label: t('builder.value'),
    disabled,
    options: known.map((each) => ({ value: each.value, label: text(each.label) || each.value })),
  };
  const fitted = shapeFor(op, value);
  if (op !== 'in') {
    const chosen = fitted == null || fitted === '' ? null : String(fitted);
    return <Combobox {...shared} className="rule-value" value={chosen} onChange={onChange} />;
  }
  return (
    <ManyCombobox {...shared} className="rule-values" values={(fitted as unknown[]).map(String)} onChange={onChange} />
  );
}
