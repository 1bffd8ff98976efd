/** Adds a user and hands back the one-time link by which they first sign in. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { Role } from '../../api/types';
import { ROLES } from '../../app/roles';
import { useTranslation } from '../../i18n';
import { Radios } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { useForm } from '../../ui/useForm';

type Typed = { email: string; name: string; role: Role };

const BLANK: Typed = { email: '', name: '', role: 'operator' };
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export default function InviteDialog({ path, onClose }: { path: string; onClose: (link?: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm(
    BLANK,
    ({ email }) => ({ email: !ADDRESS.test(email.trim()) && t('session.needEmail') }),
    async (typed) => {
      const made = await post<{ login_link: string }>(path, { ...typed, email: typed.email.trim() });
      await queries.invalidateQueries({ queryKey: [path] });
      onClose(made.login_link);
    },
  );
  const { typed, errors, set } = form;
  const roles = ROLES.map((value) => ({
    value,
    label: (
      <>
        {t(`roles.${value}`)} <span className="muted">{t(`roles.about.${value}`)}</span>
      </>
    ),
  }));
  return (
    <FormDialog title={t('users.invite')} act={t('users.invite')} form={form} onClose={() => onClose()}>
      <Field label={t('session.email')} error={errors.email}>
        {(wired) => (
          <Input
            {...wired}
            type="email"
            autoComplete="off"
            value={typed.email}
            onChange={({ target }) => set({ email: target.value })}
          />
        )}
      </Field>
      <Field label={t('users.name')}>
        {(wired) => (
          <Input
            {...wired}
            autoComplete="off"
            value={typed.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <Radios label={t('users.role')} value={typed.role} options={roles} onChange={(role) => set({ role })} />
    </FormDialog>
  );
}
