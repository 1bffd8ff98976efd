/** Asks for another name of a template. */

import { useQueryClient } from '@tanstack/react-query';
import { patch } from '../../api/client';
import type { MappingTemplate } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';

type Props = { path: string; template: MappingTemplate; onClose: () => void };

export default function RenameDialog({ path, template, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm(
    { name: template.name },
    ({ name }) => ({ name: !name.trim() && t('imports.needName') }),
    async ({ name }) => {
      await patch(`${path}/${template.id}`, { name: name.trim() });
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [path] });
      onClose();
    },
  );
  return (
    <FormDialog title={t('imports.renameTemplate')} act={t('parts.save')} form={form} onClose={onClose}>
      <Field label={t('imports.templateName')} error={form.errors.name}>
        {(wired) => (
          <Input
            {...wired}
            maxLength={100}
            value={form.typed.name}
            onChange={({ target }) => form.set({ name: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
