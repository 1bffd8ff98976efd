/** Puts down that nobody writes to a member or to an address. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';

const REASONS = ['asked', 'unsubscribed', 'complained', 'bounced', 'legal'] as const;
const CHANNELS = ['', 'sms', 'email', 'wecom', 'official_account', 'post'] as const;
const NUMBER = /^[1-9]\d{0,9}$/;

type Typed = { whom: string; channel: (typeof CHANNELS)[number]; reason: (typeof REASONS)[number]; note: string };

export default function SuppressDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const form = useForm<Typed>(
    { whom: '', channel: '', reason: 'asked', note: '' },
    ({ whom }) => ({ whom: !whom.trim() && t('outbox.needWhom') }),
    async ({ whom, ...rest }) => {
      const isMember = NUMBER.test(whom.trim());
      await post(api('/suppressions'), {
        ...rest,
        ...(isMember ? { member_id: Number(whom) } : { address: whom.trim() }),
      });
      toast(t('parts.saved'));
      await queries.invalidateQueries();
      onClose();
    },
  );
  const { typed, errors, set } = form;
  return (
    <FormDialog title={t('outbox.suppress')} act={t('outbox.suppress')} form={form} onClose={onClose}>
      <Field label={t('outbox.whom')} hint={t('outbox.whomHint')} error={errors.whom}>
        {(wired) => (
          <Input
            {...wired}
            autoComplete="off"
            value={typed.whom}
            onChange={({ target }) => set({ whom: target.value })}
          />
        )}
      </Field>
      <Field label={t('outbox.channel')}>
        {({ id }) => (
          <PlainSelect
            id={id}
            value={typed.channel}
            options={CHANNELS.map((value) => ({
              value,
              label: value ? t(`channels.${value}`) : t('outbox.everyChannel'),
            }))}
            onChange={(channel) => set({ channel })}
          />
        )}
      </Field>
      <Field label={t('outbox.reason')} hint={t(`outbox.reasonAbout.${typed.reason}`)}>
        {({ id }) => (
          <PlainSelect
            id={id}
            value={typed.reason}
            options={REASONS.map((value) => ({ value, label: t(`outbox.reasons.${value}`) }))}
            onChange={(reason) => set({ reason })}
          />
        )}
      </Field>
      <Field label={t('outbox.note')}>
        {(wired) => (
          <Input {...wired} maxLength={200} value={typed.note} onChange={({ target }) => set({ note: target.value })} />
        )}
      </Field>
    </FormDialog>
  );
}
