/** Sets the stage of a business contact, or lets the rules tell it again. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { MemberLead } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';
import { STAGES } from '../leads/names';

type Props = { member: number; lead: MemberLead; onClose: () => void };

export default function StageDialog({ member, lead, onClose }: Props) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const form = useForm(
    { stage: lead.stage, why: '' },
    () => ({}),
    async ({ stage, why }) => {
      await post(api(`/members/${member}/stages/b2b`), { stage: stage || null, why });
      await queries.invalidateQueries();
      toast(t('parts.saved'));
      onClose();
    },
  );
  const stages = STAGES.map((value) => ({ value: value as string, label: t(`leads.stageIs.${value}`) }));
  return (
    <FormDialog title={t('leads.setStage')} act={t('parts.save')} form={form} onClose={onClose}>
      <p className="muted">{t('leads.setAbout')}</p>
      <Field label={t('leads.stage')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={form.typed.stage}
            options={[{ value: '', label: t('leads.byRules') }, ...stages]}
            onChange={(stage) => form.set({ stage })}
          />
        )}
      </Field>
      <Field label={t('leads.why')}>
        {(wired) => (
          <Input
            {...wired}
            value={form.typed.why}
            maxLength={200}
            onChange={({ target }) => form.set({ why: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
