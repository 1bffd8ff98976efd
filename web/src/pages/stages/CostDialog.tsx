/** Asks what was spent to bring members up into a stage between the two days of the report. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { StageReport, StageStep } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { formatDay, minorPerMajor } from '../../ui/format';
import { Input } from '../../ui/Input';
import { useForm } from '../../ui/useForm';

type Props = { report: StageReport; step: StageStep; onClose: () => void };

export default function CostDialog({ report, step, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { api, workspace } = useAccess();
  const queries = useQueryClient();
  const unit = minorPerMajor(workspace.currency);
  const form = useForm(
    { amount: step.amount_minor == null ? '' : String(step.amount_minor / unit) },
    ({ amount }) => ({ amount: amount.trim() !== '' && !(Number(amount) >= 0) && t('stages.costWrong') }),
    async ({ amount }) => {
      const amount_minor = amount.trim() === '' ? null : Math.round(Number(amount) * unit);
      const { since, on } = report;
      await post(api(`/stages/${report.model}/costs`), { stage: step.stage, since, on, amount_minor });
      await queries.invalidateQueries();
      onClose();
    },
  );
  const days = { since: formatDay(report.since), on: formatDay(report.on) };
  return (
    <FormDialog
      title={t('stages.costOf', { stage: text(step.label) })}
      act={t('parts.save')}
      form={form}
      onClose={onClose}
    >
      <Field label={t('stages.spent')} hint={t('stages.costHint', days)} error={form.errors.amount}>
        {(wired) => (
          <Input
            {...wired}
            inputMode="decimal"
            after={<span className="unit">{workspace.currency}</span>}
            value={form.typed.amount}
            onChange={({ target }) => form.set({ amount: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
