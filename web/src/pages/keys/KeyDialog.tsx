/** Makes an API key; its secret is handed back once. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { NewApiKey, Role } from '../../api/types';
import { ROLES } from '../../app/roles';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { useForm } from '../../ui/useForm';

type Typed = { name: string; role: Role };

const BLANK: Typed = { name: '', role: 'analyst' };
/** A key should be able to do as little as its program needs. */
const WEAKEST_FIRST = [...ROLES].reverse();

export default function KeyDialog({ path, onClose }: { path: string; onClose: (secret?: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm(
    BLANK,
    ({ name }) => ({ name: !name.trim() && t('keys.needName') }),
    async (typed) => {
      const made = await post<NewApiKey>(path, typed);
      await queries.invalidateQueries({ queryKey: [path] });
      onClose(made.secret);
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
            placeholder={t('keys.nameHint')}
            value={typed.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <Field label={t('users.role')} hint={t('keys.roleAbout')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={typed.role}
            options={WEAKEST_FIRST.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            onChange={(role) => set({ role })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
