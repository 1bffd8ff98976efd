/** Gives one member a manual tag. */

import { useTranslation } from '../../i18n';
import { FormDialog } from '../../ui/FormDialog';
import { useForm } from '../../ui/useForm';
import { ManualTagFields, useManualTags } from '../tags/ManualTagFields';

type Props = { onGive: (tag: string, value?: string) => Promise<unknown>; onClose: () => void };

export default function TagDialog({ onGive, onClose }: Props) {
  const { t } = useTranslation();
  const tags = useManualTags();
  const form = useForm(
    { tag: '', value: '' },
    ({ tag }) => ({ tag: !tag && t('memberTags.chooseFirst') }),
    async ({ tag, value }) => {
      await onGive(tag, value || undefined);
      onClose();
    },
  );
  return (
    <FormDialog title={t('memberTags.give')} act={t('memberTags.give')} form={form} onClose={onClose}>
      <ManualTagFields tags={tags} typed={form.typed} error={form.errors.tag} onChange={form.set} />
    </FormDialog>
  );
}
