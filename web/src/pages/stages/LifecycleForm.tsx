/** The lifecycle's thresholds as fields, and the categories recorded day by day. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Text } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ManyCombobox } from '../../ui/combobox/ManyCombobox';
import { Field } from '../../ui/Field';
import { NumberInput } from '../../ui/NumberInput';

const GROUPS = {
  silence: ['cooling', 'at_risk', 'lost'],
  rhythm: ['own_gaps', 'recent_gaps', 'least_days', 'default_days', 'least_members'],
  loyalty: ['loyal_days', 'back_days'],
} as const;
const MOST_RECORDED = 10;

export type Terms = Record<string, unknown> & { record?: string[] };
type Props = { terms: Terms; where: string; disabled: boolean; onChange: (terms: Terms) => void };

export function LifecycleForm({ terms, where, disabled, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
        <fieldset key={group} className="plain form-grid">
          <legend>{t(`stages.termGroups.${group}`)}</legend>
          {GROUPS[group].map((name) => (
            <Field
              key={name}
              label={t(`stages.terms.${name}`)}
              hint={t(`stages.termAbout.${name}`)}
              error={where === name && t(`stages.termAbout.${name}`)}
            >
              {() => (
                <NumberInput
                  label={t(`stages.terms.${name}`)}
                  min={group === 'silence' ? 0 : 1}
                  whole={group !== 'silence'}
                  unit={t(`stages.termUnit.${name}`)}
                  disabled={disabled}
                  value={Number(terms[name])}
                  onChange={(value) => onChange({ ...terms, [name]: value })}
                />
              )}
            </Field>
          ))}
        </fieldset>
      ))}
      <Recorded terms={terms} disabled={disabled} onChange={onChange} />
    </div>
  );
}

function Recorded({ terms, disabled, onChange }: Omit<Props, 'where'>) {
  const { t } = useTranslation();
  const text = useText();
  const path = useAccess().api('/property-values');
  const query = { property: 'product.category' };
  const known = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<{ value: string; label: Text }[]>(path, query, signal),
    staleTime: 60_000,
  });
  return (
    <Field label={t('stages.record')} hint={t('stages.recordAbout', { most: MOST_RECORDED })}>
      {() => (
        <ManyCombobox
          label={t('stages.record')}
          most={MOST_RECORDED}
          disabled={disabled}
          busy={known.isPending}
          values={terms.record ?? []}
          options={(known.data ?? []).map((each) => ({ value: each.value, label: text(each.label) || each.value }))}
          onChange={(record) => onChange({ ...terms, record })}
        />
      )}
    </Field>
  );
}
