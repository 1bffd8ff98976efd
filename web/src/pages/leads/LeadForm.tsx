/** How leads are scored as a form: bands and deadlines, which attributes tell of them, and the parts of the score. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Loaded } from '../../ui/Loaded';
import { NumberInput } from '../../ui/NumberInput';
import { PartCard, type ScorePart } from './PartCard';

const NUMBERS = {
  warm: 'points',
  hot: 'points',
  handoff_days: 'days',
  renewal_days: 'days',
  lookback_days: 'days',
} as const;
const ATTRIBUTES = ['company', 'industry', 'size', 'source', 'renews_on'] as const;
const MOST_PARTS = 50;

export type LeadTerms = Record<string, unknown> & { parts?: ScorePart[] };
export type FormProps = { terms: LeadTerms; where: string; disabled: boolean; onChange: (terms: LeadTerms) => void };

export function LeadForm(props: FormProps) {
  return (
    <div className="stack">
      <Numbers {...props} />
      <Attributes {...props} />
      <Parts {...props} />
    </div>
  );
}

function Numbers({ terms, where, disabled, onChange }: FormProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="plain form-grid">
      <legend>{t('leads.form.numbers')}</legend>
      {(Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]).map((name) => (
        <Field
          key={name}
          label={t(`leads.form.${name}`)}
          hint={t(`leads.form.about.${name}`)}
          error={where === name && t(`leads.form.about.${name}`)}
        >
          {() => (
            <NumberInput
              whole
              label={t(`leads.form.${name}`)}
              unit={t(`leads.form.unit.${NUMBERS[name]}`)}
              disabled={disabled}
              value={Number(terms[name])}
              onChange={(value) => onChange({ ...terms, [name]: value })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}

function Attributes({ terms, where, disabled, onChange }: FormProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="plain form-grid">
      <legend>{t('leads.form.attributes')}</legend>
      {ATTRIBUTES.map((name) => (
        <Field key={name} label={t(`leads.fieldIs.${name}`)} error={where === name && t('leads.form.attributeWrong')}>
          {(wired) => (
            <Input
              {...wired}
              className="mono"
              maxLength={80}
              disabled={disabled}
              value={String(terms[name] ?? '')}
              onChange={({ target }) => onChange({ ...terms, [name]: target.value })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}

function Parts({ terms, where, disabled, onChange }: FormProps) {
  const { t } = useTranslation();
  const path = useAccess().api('/rule-vocabulary');
  const words = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Vocabulary>(path, undefined, signal),
    staleTime: 60_000,
  });
  const parts = terms.parts ?? [];
  const put = (changed: ScorePart[]) => onChange({ ...terms, parts: changed });
  return (
    <Loaded query={words} rows={6}>
      {(vocabulary) => (
        <>
          {parts.map((part, place) => (
            <PartCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other key while its name is typed
              key={`${parts.length}:${place}`}
              part={part}
              vocabulary={vocabulary}
              where={insideOf(where, place)}
              disabled={disabled}
              onChange={(changed) => put(parts.map((each, other) => (other === place ? changed : each)))}
              onRemove={parts.length > 1 ? () => put(parts.filter((_, other) => other !== place)) : undefined}
            />
          ))}
          {!disabled && parts.length < MOST_PARTS && (
            <Button className="start" onClick={() => put([...parts, fresh(parts)])}>
              {t('leads.form.add')}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}

/** What is wrong inside a part, by the path the server names: `parts[2].rule.all[0]` → `rule.all[0]`. */
export function insideOf(where: string, place: number): string {
  const before = `parts[${place}].`;
  return where.startsWith(before) ? where.slice(before.length) : '';
}

function fresh(parts: ScorePart[]): ScorePart {
  let number = parts.length + 1;
  while (parts.some((each) => each.name === `part-${number}`)) number += 1;
  return { name: `part-${number}`, group: 'fit', label: { 'zh-CN': '', en: '' }, points: 10, rule: { all: [] } };
}
