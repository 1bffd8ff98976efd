/** A value to compare with: number, money, per cent, day or text; one, two or a list of them. */

import type { ValueType } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Tags } from '../../../ui/combobox/Tags';
import { Input } from '../../../ui/Input';
import { NumberInput } from '../../../ui/NumberInput';
import { shapeFor } from '../rule/comparison';

type Props = { value: unknown; op: string; type: ValueType; disabled?: boolean; onChange: (value: unknown) => void };

export function PlainValue({ value, op, type, disabled, onChange }: Props) {
  const { t } = useTranslation();
  if (op === 'missing' || op === 'present') return null;
  const fitted = shapeFor(op, value);
  if (op === 'in')
    return <ManyValues values={fitted as unknown[]} type={type} disabled={disabled} onChange={onChange} />;
  if (op !== 'between') return <OneValue value={fitted} type={type} disabled={disabled} onChange={onChange} />;
  const [from, to] = fitted as [unknown, unknown];
  return (
    <span className="row">
      <OneValue value={from} type={type} disabled={disabled} onChange={(changed) => onChange([changed, to])} />
      {t('builder.to')}
      <OneValue value={to} type={type} disabled={disabled} onChange={(changed) => onChange([from, changed])} />
    </span>
  );
}

type OneProps = Omit<Props, 'op'>;

function OneValue({ value, type, disabled, onChange }: OneProps) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const label = t('builder.value');
  if (type === 'text' || type === 'date') {
    return (
      <Input
        type={type === 'date' ? 'date' : 'text'}
        className="rule-value"
        aria-label={label}
        disabled={disabled}
        value={String(value ?? '')}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  const rate = type === 'rate';
  const number = Number(value);
  return (
    <NumberInput
      className="rule-number"
      label={label}
      disabled={disabled}
      value={Number.isNaN(number) ? null : rate ? tidy(number * 100) : number}
      unit={rate ? '%' : type === 'money' ? currency : undefined}
      onChange={(typed) => onChange(rate ? tidy(typed / 100) : typed)}
    />
  );
}

/** A per cent and its rate differ by floating dust, which must not reach the document. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

type ManyProps = { values: unknown[]; type: ValueType; disabled?: boolean; onChange: (values: unknown[]) => void };

function ManyValues({ values, type, disabled, onChange }: ManyProps) {
  const { t } = useTranslation();
  const numeric = type === 'number' || type === 'money' || type === 'rate';
  const read = (typed: string) => (numeric ? Number(typed) : typed);
  return (
    <Tags
      className="rule-values"
      label={t('builder.values')}
      placeholder={t('builder.valuesHint')}
      disabled={disabled}
      values={values.map(String)}
      onChange={(typed) => onChange(typed.map(read).filter((one) => !Number.isNaN(one)))}
    />
  );
}
