/** Makes a batch: what the codes stand on and for, how many, how often each can be claimed, when, and where they lead on. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { CodeBatch } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { useForm } from '../../ui/useForm';
import { useCodeTypes } from './useCodeTypes';

type Typed = {
  name: string;
  type: string;
  standsFor: string;
  count: string;
  uses: string;
  from: string;
  until: string;
  landing: string;
};

const FIRST: Typed = {
  name: '',
  type: 'pack',
  standsFor: '',
  count: '1000',
  uses: '1',
  from: '',
  until: '',
  landing: '',
};
const MOST = 1_000_000;
const MOST_USES = 10_000_000;

export default function BatchDialog({ onClose }: { onClose: (made?: CodeBatch) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const queries = useQueryClient();
  const types = useCodeTypes();
  const path = api('/code-batches');
  const form = useForm<Typed>(
    FIRST,
    (typed) => ({
      name: !typed.name.trim() && t('codes.needName'),
      count: !isWhole(typed.count, MOST) && t('codes.badCount'),
      uses: !isWhole(typed.uses, MOST_USES) && t('codes.badUses'),
      until: Boolean(typed.from && typed.until && typed.until < typed.from) && t('codes.badUntil'),
      landing: typed.landing.trim() !== '' && !/^https?:\/\//.test(typed.landing.trim()) && t('codes.badLanding'),
    }),
    async (typed) => {
      const made = await post<CodeBatch>(path, {
        name: typed.name.trim(),
        type: typed.type,
        stands_for: typed.standsFor.trim(),
        count: Number(typed.count),
        uses: Number(typed.uses),
        valid_from_on: typed.from || null,
        valid_until_on: typed.until || null,
        landing: typed.landing.trim(),
      });
      await queries.invalidateQueries({ queryKey: [path] });
      onClose(made);
    },
  );
  const { typed, errors, set } = form;
  const chosen = types.find(({ name }) => name === typed.type);
  const fields: { key: Exclude<keyof Typed, 'type'>; label: string; hint?: string; input: object }[] = [
    { key: 'name', label: t('codes.name'), input: { maxLength: 100, placeholder: t('codes.nameHint') } },
    {
      key: 'standsFor',
      label: t('codes.keyOf', { what: text(chosen?.stands_for) }),
      hint: t('codes.keyHint'),
      input: { maxLength: 200, className: 'mono' },
    },
    { key: 'count', label: t('codes.count'), hint: t('codes.countHint'), input: { inputMode: 'numeric' } },
    { key: 'uses', label: t('codes.uses'), hint: t('codes.usesHint'), input: { inputMode: 'numeric' } },
    { key: 'from', label: t('codes.validFrom'), input: { type: 'date' } },
    { key: 'until', label: t('codes.validUntil'), input: { type: 'date' } },
    {
      key: 'landing',
      label: t('codes.landing'),
      hint: t('codes.landingHint', { place: '{serial}' }),
      input: { maxLength: 500, placeholder: 'https://', className: 'mono' },
    },
  ];
  return (
    <FormDialog title={t('codes.new')} act={t('codes.make')} form={form} onClose={() => onClose()}>
      <div className="code-form">
        <Field label={t('codes.type')}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={typed.type}
              options={types.map((one) => ({ value: one.name, label: text(one.label) }))}
              onChange={(type) => set({ type })}
            />
          )}
        </Field>
        {fields.map(({ key, label, hint, input }) => (
          <Field key={key} label={label} hint={hint} error={errors[key]}>
            {(wired) => (
              <Input
                {...wired}
                autoComplete="off"
                {...input}
                value={typed[key]}
                onChange={({ target }) => set({ [key]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </FormDialog>
  );
}

const isWhole = (typed: string, most: number) =>
  /^\d+$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= most;
