/** Sets the user's own password, twice typed. */

import { put } from '../../api/client';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { PasswordInput } from '../../ui/Input';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';

const LEAST = 10;

export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm(
    { password: '', again: '' },
    ({ password, again }) => ({
      password: password.length < LEAST && t('session.passwordShort'),
      again: again !== password && t('session.differ'),
    }),
    async ({ password }) => {
      await put('/session/password', { password });
      toast(t('session.passwordSet'));
      onClose();
    },
  );
  const line = (name: 'password' | 'again', label: string) => (
    <Field label={label} error={form.errors[name]}>
      {(wired) => (
        <PasswordInput
          {...wired}
          autoComplete="new-password"
          value={form.typed[name]}
          onChange={({ target }) => form.set({ [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <FormDialog title={t('session.setPassword')} act={t('parts.save')} form={form} onClose={onClose}>
      {line('password', t('session.newPassword'))}
      {line('again', t('session.again'))}
    </FormDialog>
  );
}
