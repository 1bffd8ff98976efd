/** Makes a code for each line of a list: a store or a member of staff a line, all alike in everything else. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';
import { ChannelField } from './ChannelField';

type Typed = { channel: string; lines: string; welcome: string; source: string };
type Each = { name: string; label: { 'zh-CN': string }; staff: string[]; store: string };

export default function BatchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const form = useForm<Typed>(
    { channel: '', lines: '', welcome: '', source: '' },
    (typed) => ({
      channel: !typed.channel && t('contactCodes.needed'),
      lines: (!read(typed.lines) || read(typed.lines)?.length === 0) && t('contactCodes.badLines'),
    }),
    async ({ channel, lines, welcome, source }) => {
      const each = read(lines) ?? [];
      const document = { kind: 'contact_code', channel, welcome, source };
      const made = await post<{ names: string[] }>(api('/contact-code-batches'), { document, each });
      await queries.invalidateQueries({ queryKey: [api('/contact-codes')] });
      toast(t('contactCodes.batchDone', { count: made.names.length }));
      onClose();
    },
  );
  const { typed, errors, set } = form;
  return (
    <FormDialog title={t('contactCodes.batch')} act={t('contactCodes.make')} form={form} onClose={onClose}>
      <ChannelField value={typed.channel} error={errors.channel} onChange={(channel) => set({ channel })} />
      <Field label={t('contactCodes.lines')} hint={t('contactCodes.linesHint')} error={errors.lines}>
        {(wired) => (
          <textarea
            {...wired}
            className="input mono"
            rows={8}
            placeholder={'store-027, 武昌店, alice bob, 027'}
            value={typed.lines}
            onChange={({ target }) => set({ lines: target.value })}
          />
        )}
      </Field>
      <Field label={t('contactCodes.source')} hint={t('contactCodes.sourceHint')}>
        {(wired) => (
          <Input
            {...wired}
            maxLength={200}
            value={typed.source}
            onChange={({ target }) => set({ source: target.value })}
          />
        )}
      </Field>
      <Field label={t('contactCodes.welcome')}>
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            rows={3}
            maxLength={4000}
            value={typed.welcome}
            onChange={({ target }) => set({ welcome: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** Read name, label, staff and store of each line; null when a line has no name or no staff. */
export function read(lines: string): Each[] | null {
  const filled = lines.split('\n').filter((line) => line.trim());
  const each = filled.map((line) => {
    const [name = '', label = '', staff = '', store = ''] = line.split(/[,，\t]/).map((part) => part.trim());
    return { name, label: { 'zh-CN': label || name }, staff: staff.split(/\s+/).filter(Boolean), store };
  });
  return each.every(({ name, staff }) => name && staff.length > 0) ? each : null;
}
