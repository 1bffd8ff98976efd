/** Makes an API key; its secret is handed back once. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { KeyRole, NewApiKey } from '../../api/types';
import { ROLES } from '../../app/roles';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { useForm } from '../../ui/useForm';

type Typed = { name: string; role: KeyRole; rate: string };

/** A key should be able to do as little as its program needs. */
const WEAKEST_FIRST: KeyRole[] = ['write', ...[...ROLES].reverse()];
const MOST_RATE = 1_000_000;

type Props = { path: string; role?: KeyRole; onClose: (made?: NewApiKey) => void };

export default function KeyDialog({ path, role = 'analyst', onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm<Typed>(
    { name: '', role, rate: '' },
    ({ name, rate }) => ({
      name: !name.trim() && t('keys.needName'),
      rate: rate !== '' && !isRate(rate) && t('keys.badRate'),
    }),
    async (typed) => {
      const rate = typed.role === 'write' && typed.rate ? Number(typed.rate) : null;
      const made = await post<NewApiKey>(path, { name: typed.name.trim(), role: typed.role, rate });
      await queries.invalidateQueries({ queryKey: [path] });
      onClose(made);
    },
  );
  const { typed, errors, set } = form;
  return (
    <FormDialog title={t('keys.make')} act={t('keys.make')} form={form} onClose={() => onClose()}>
      <Field label={t('keys.name')} error={errors.name}>
        {(wired) => (
          <Input
            {...wired}
            autoComplete="off"
            maxLength={100}
            placeholder={t('keys.nameHint')}
            value={typed.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <Field label={t('users.role')} hint={t(typed.role === 'write' ? 'keys.writeAbout' : 'keys.roleAbout')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={typed.role}
            options={WEAKEST_FIRST.map((each) => ({ value: each, label: t(`roles.${each}`) }))}
            onChange={(chosen) => set({ role: chosen })}
          />
        )}
      </Field>
      {typed.role === 'write' && (
        <Field label={t('keys.rate')} hint={t('keys.rateAbout')} error={errors.rate}>
          {(wired) => (
            <Input
              {...wired}
              inputMode="numeric"
              autoComplete="off"
              value={typed.rate}
              onChange={({ target }) => set({ rate: target.value.trim() })}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}

const isRate = (typed: string) => /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_RATE;
