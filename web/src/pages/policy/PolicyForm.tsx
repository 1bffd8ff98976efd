/** The brand's own rules as fields; what platforms permit and what consent is needed stands in the YAML. */

import type { PolicyDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { NumberInput } from '../../ui/NumberInput';
import { PlainSelect } from '../../ui/PlainSelect';
import './policy.css';
import { atOnce, inUnits, type Unit } from './spans';

type Props = { draft: PolicyDocument; disabled: boolean; onChange: (draft: PolicyDocument) => void };

export function PolicyForm({ draft, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<PolicyDocument>) => onChange({ ...draft, ...part });
  const quiet = draft.quiet_hours;
  return (
    <div className="stack">
      <Field label={t('policy.quiet')} hint={t('policy.quietHint')}>
        {({ id }) => (
          <span className="row">
            <Input
              id={id}
              type="time"
              className="policy-time"
              aria-label={t('policy.quietFrom')}
              disabled={disabled}
              value={quiet.from}
              onChange={({ target }) => set({ quiet_hours: { ...quiet, from: target.value } })}
            />
            –
            <Input
              type="time"
              className="policy-time"
              aria-label={t('policy.quietTo')}
              disabled={disabled}
              value={quiet.to}
              onChange={({ target }) => set({ quiet_hours: { ...quiet, to: target.value } })}
            />
          </span>
        )}
      </Field>
      <Field label={t('policy.holdout')} hint={t('policy.holdoutHint')}>
        {() => (
          <NumberInput
            label={t('policy.holdout')}
            className="policy-number"
            min={0}
            unit="%"
            disabled={disabled}
            value={Number(draft.holdout.replace('%', ''))}
            onChange={(share) => set({ holdout: `${share}%` })}
          />
        )}
      </Field>
      <Caps draft={draft} disabled={disabled} onChange={onChange} />
      <SpanField name="duplicate" draft={draft} disabled={disabled} onChange={onChange} />
      <SpanField name="deadline" draft={draft} disabled={disabled} onChange={onChange} />
      <Field label={t('policy.banned')} hint={t('policy.bannedHint')}>
        {(wired) => (
          <textarea
            {...wired}
            className="input policy-words"
            rows={3}
            disabled={disabled}
            defaultValue={draft.banned_words.join('\n')}
            onChange={({ target }) => set({ banned_words: atOnce(target.value) })}
          />
        )}
      </Field>
    </div>
  );
}

function Caps({ draft, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const caps = draft.frequency;
  const set = (frequency: PolicyDocument['frequency']) => onChange({ ...draft, frequency });
  const change = (at: number, part: Partial<PolicyDocument['frequency'][number]>) =>
    set(caps.map((cap, place) => (place === at ? { ...cap, ...part } : cap)));
  return (
    <fieldset className="policy-caps stack">
      <legend>{t('policy.frequency')}</legend>
      {caps.map((cap, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: caps have nothing else to be told apart by
        <span className="row" key={at}>
          {t('policy.atMost')}
          <NumberInput
            label={t('policy.most')}
            className="policy-number"
            min={1}
            whole
            disabled={disabled}
            value={cap.most}
            onChange={(most) => change(at, { most })}
          />
          {t('policy.within')}
          <Span
            value={cap.within}
            label={t('policy.span')}
            disabled={disabled}
            onChange={(within) => change(at, { within })}
          />
          {!disabled && (
            <Button small onClick={() => set(caps.filter((_, place) => place !== at))}>
              {t('policy.remove')}
            </Button>
          )}
        </span>
      ))}
      {!disabled && caps.length < 5 && (
        <Button small className="start" onClick={() => set([...caps, { most: 3, within: '7d' }])}>
          {t('policy.addCap')}
        </Button>
      )}
    </fieldset>
  );
}

function SpanField({ name, draft, disabled, onChange }: Props & { name: 'duplicate' | 'deadline' }) {
  const { t } = useTranslation();
  return (
    <Field label={t(`policy.${name}`)} hint={t(`policy.${name}Hint`)}>
      {() => (
        <Span
          value={draft[name]}
          label={t(`policy.${name}`)}
          disabled={disabled}
          onChange={(span) => onChange({ ...draft, [name]: span })}
        />
      )}
    </Field>
  );
}

type SpanProps = { value: string; label: string; disabled: boolean; onChange: (span: string) => void };

function Span({ value, label, disabled, onChange }: SpanProps) {
  const { t } = useTranslation();
  const { count, unit } = inUnits(value);
  return (
    <span className="row">
      <NumberInput
        label={label}
        className="policy-number"
        min={1}
        whole
        disabled={disabled}
        value={count}
        onChange={(next) => onChange(`${next}${unit}`)}
      />
      <PlainSelect<Unit>
        label={t('policy.unit')}
        disabled={disabled}
        value={unit}
        options={(['min', 'h', 'd'] as const).map((each) => ({ value: each, label: t(`policy.units.${each}`) }))}
        onChange={(next) => onChange(`${count}${next}`)}
      />
    </span>
  );
}
