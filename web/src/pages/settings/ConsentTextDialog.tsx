/** Writes a new version of what people agree to. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { PurposeTexts } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';

type Props = { path: string; purpose: PurposeTexts; onClose: () => void };

export default function ConsentTextDialog({ path, purpose, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const queries = useQueryClient();
  const newest = purpose.versions[0]?.text;
  const form = useForm(
    { zh: newest?.['zh-CN'] ?? '', en: newest?.en ?? '' },
    ({ zh, en }) => ({ zh: !zh.trim() && !en.trim() && t('consents.needText') }),
    async (typed) => {
      await post(path, { purpose: purpose.purpose, ...typed });
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [path] });
      onClose();
    },
  );
  const { typed, errors, set } = form;
  return (
    <FormDialog title={text(purpose.label)} act={t('parts.save')} form={form} onClose={onClose}>
      <Field label={t('consents.zh')} error={errors.zh}>
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            rows={4}
            value={typed.zh}
            onChange={({ target }) => set({ zh: target.value })}
          />
        )}
      </Field>
      <Field label={t('consents.en')}>
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            rows={4}
            value={typed.en}
            onChange={({ target }) => set({ en: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
