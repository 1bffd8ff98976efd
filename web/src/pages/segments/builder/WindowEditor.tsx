/** The time a condition looks at. */

import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Input } from '../../../ui/Input';
import { NumberInput } from '../../../ui/NumberInput';
import { PlainSelect } from '../../../ui/PlainSelect';
import type { Window } from '../rule/model';

type Props = { window: Window; disabled?: boolean; onChange: (window: Window) => void };
type Choice = 'always' | 'within' | 'between' | 'joined' | 'since';

const CHOICES: Choice[] = ['within', 'between', 'since', 'joined', 'always'];
const UNITS = ['d', 'h', 'm'];

export function WindowEditor({ window, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const { today } = useAccess().workspace;
  const chosen: Choice = window.kind === 'since' && window.value === 'joined' ? 'joined' : window.kind;
  const start = `${today.slice(0, 4)}-01-01`;
  const firsts: Record<Choice, Window> = {
    always: { kind: 'always' },
    within: { kind: 'within', value: '90d' },
    between: { kind: 'between', first: start, last: today },
    since: { kind: 'since', value: start },
    joined: { kind: 'since', value: 'joined' },
  };
  return (
    <span className="row">
      <PlainSelect
        className="rule-window"
        label={t('builder.window')}
        disabled={disabled}
        value={chosen}
        options={CHOICES.map((value) => ({ value, label: t(`builder.windows.${value}`) }))}
        onChange={(choice) => onChange(firsts[choice])}
      />
      {window.kind === 'within' && <Length value={window.value} disabled={disabled} onChange={onChange} />}
      {window.kind === 'between' && (
        <>
          <Day value={window.first} disabled={disabled} onChange={(first) => onChange({ ...window, first })} />
          {t('builder.to')}
          <Day value={window.last} disabled={disabled} onChange={(last) => onChange({ ...window, last })} />
        </>
      )}
      {chosen === 'since' && window.kind === 'since' && (
        <Day value={window.value} disabled={disabled} onChange={(value) => onChange({ kind: 'since', value })} />
      )}
    </span>
  );
}

/** A number of days, hours or minutes, written as `7d`. */
export function Length({
  value,
  disabled,
  onChange,
}: {
  value: string;
  disabled?: boolean;
  onChange: (window: Window) => void;
}) {
  const { t } = useTranslation();
  const [, digits = '90', unit = 'd'] = value.match(/^(\d+)\s*([a-z]+)$/) ?? [];
  const units = UNITS.includes(unit) ? UNITS : [...UNITS, unit];
  const write = (number: string | number, of: string) => onChange({ kind: 'within', value: `${number}${of}` });
  return (
    <span className="row">
      <NumberInput
        // Nought is refused by the server, in words: here it would only be left unsaid.
        min={0}
        whole
        className="rule-short"
        label={t('builder.length')}
        disabled={disabled}
        value={Number(digits)}
        onChange={(typed) => write(typed, unit)}
      />
      <PlainSelect
        label={t('builder.unit')}
        disabled={disabled}
        value={unit}
        options={units.map((each) => ({ value: each, label: t(`builder.units.${each}`, { defaultValue: each }) }))}
        onChange={(of) => write(digits, of)}
      />
    </span>
  );
}

function Day({ value, disabled, onChange }: { value: string; disabled?: boolean; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  return (
    <Input
      type="date"
      className="rule-day"
      aria-label={t('builder.day')}
      disabled={disabled}
      value={value}
      onChange={({ target }) => target.value && onChange(target.value)}
    />
  );
}
