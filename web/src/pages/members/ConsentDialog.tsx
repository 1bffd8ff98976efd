/** Takes down that a member agreed or withdrew. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import { useTranslation } from '../../i18n';
import { Radios } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';

type Typed = { purpose: string; channel: string; how: 'given' | 'withdrawn'; proof: string };

const CHANNELS = ['wecom', 'official_account', 'sms', 'email', 'post'];
const PURPOSES = ['marketing', 'profiling', 'sharing'];

export default function ConsentDialog({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm<Typed>(
    { purpose: 'marketing', channel: 'wecom', how: 'given', proof: '' },
    () => ({}),
    async ({ purpose, channel, how, proof }) => {
      await post(`${path}/consents`, { purpose, channel: purpose === 'marketing' ? channel : '', how, proof });
      toast(t('consents.told'));
      await queries.invalidateQueries({ queryKey: [path] });
      onClose();
    },
  );
  const { typed, set } = form;
  return (
    <FormDialog title={t('consents.title')} act={t('consents.tell')} form={form} onClose={onClose}>
      <Field label={t('consents.purpose')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={typed.purpose}
            options={PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))}
            onChange={(purpose) => set({ purpose })}
          />
        )}
      </Field>
      {typed.purpose === 'marketing' && (
        <Field label={t('consents.channel')}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={typed.channel}
              options={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
              onChange={(channel) => set({ channel })}
            />
          )}
        </Field>
      )}
      <Radios
        label={t('consents.word')}
        value={typed.how}
        options={(['given', 'withdrawn'] as const).map((value) => ({ value, label: t(`consents.how.${value}`) }))}
        onChange={(how) => set({ how })}
      />
      <Field label={t('consents.proof')} hint={t('consents.proofHint')}>
        {(wired) => (
          <Input
            {...wired}
            autoComplete="off"
            maxLength={300}
            value={typed.proof}
            onChange={({ target }) => set({ proof: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
