/** Asks for the reason and for the name of the batch, because printed codes do not come back. */

import { post } from '../../api/client';
import type { CodeBatch } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { formatNumber } from '../../ui/format';
import { Input } from '../../ui/Input';
import { useForm } from '../../ui/useForm';

type Props = { batch: CodeBatch; path: string; onVoided: () => Promise<void>; onClose: () => void };

export default function VoidDialog({ batch, path, onVoided, onClose }: Props) {
  const { t } = useTranslation();
  const form = useForm(
    { reason: '', name: '' },
    ({ reason, name }) => ({
      reason: !reason.trim() && t('codes.needReason'),
      name: name.trim() !== batch.name && t('codes.needSameName'),
    }),
    async ({ reason }) => {
      await post(`${path}/voids`, { reason: reason.trim() });
      await onVoided();
      onClose();
    },
  );
  const { typed, errors, set } = form;
  return (
    <FormDialog danger title={t('codes.voidTitle')} act={t('codes.voidIt')} form={form} onClose={onClose}>
      <p>{t('codes.voidAbout', { count: formatNumber(batch.count), claimed: formatNumber(batch.claimed) })}</p>
      <Field label={t('codes.reason')} hint={t('codes.reasonHint')} error={errors.reason}>
        {(wired) => (
          <Input
            {...wired}
            maxLength={200}
            value={typed.reason}
            onChange={({ target }) => set({ reason: target.value })}
          />
        )}
      </Field>
      <Field label={t('codes.typeName', { name: batch.name })} error={errors.name}>
        {(wired) => (
          <Input
            {...wired}
            autoComplete="off"
            value={typed.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
