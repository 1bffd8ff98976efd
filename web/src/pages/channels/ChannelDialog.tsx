/** Makes or changes a channel: a form by its kind; secrets are typed in and never shown again. */

import { useQueryClient } from '@tanstack/react-query';
import { patch, post } from '../../api/client';
import type { ChannelDetail, ChannelKind } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { Loaded } from '../../ui/Loaded';
import { PlainSelect } from '../../ui/PlainSelect';
import { useForm } from '../../ui/useForm';
import { SecretFields } from './SecretFields';
import { SettingFields } from './SettingFields';
import { asBody, blank, type Typed } from './typed';
import { useChannelKinds } from './useKinds';
import './channels.css';

type Props = { channel?: ChannelDetail; onClose: () => void; onSaved: (saved: ChannelDetail) => void };

export default function ChannelDialog(props: Props) {
  const { t } = useTranslation();
  const kinds = useChannelKinds();
  if (kinds.data) return <Form {...props} kinds={kinds.data} />;
  return (
    <Dialog title={t(props.channel ? 'platforms.change' : 'platforms.new')} onClose={props.onClose}>
      <Loaded query={kinds}>{() => null}</Loaded>
    </Dialog>
  );
}

function Form({ channel, kinds, onClose, onSaved }: Props & { kinds: ChannelKind[] }) {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const queries = useQueryClient();
  const kindOf = (name: string) => kinds.find((each) => each.name === name) ?? kinds[0];
  const form = useForm<Typed>(
    blank(channel, kindOf(channel?.kind ?? '')),
    ({ name, identity }) => ({
      name: !name.trim() && t('platforms.needThis'),
      identity: !identity.trim() && t('platforms.needThis'),
    }),
    async (typed) => {
      const body = asBody(typed, kindOf(typed.kind), channel);
      const saved = channel
        ? await patch<ChannelDetail>(api(`/channels/${channel.id}`), body)
        : await post<ChannelDetail>(api('/channels'), { kind: typed.kind, ...body });
      await queries.invalidateQueries({ queryKey: [api('/channels')] });
      onSaved(saved);
    },
  );
  const { typed, errors, set } = form;
  const kind = kindOf(typed.kind);
  return (
    <FormDialog
      title={t(channel ? 'platforms.change' : 'platforms.new')}
      act={t('parts.save')}
      form={form}
      onClose={onClose}
    >
      {!channel && (
        <Field label={t('platforms.kind')}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={typed.kind}
              options={kinds.map((each) => ({ value: each.name, label: text(each.label) }))}
              onChange={(chosen) => set({ ...blank(undefined, kindOf(chosen)), name: typed.name })}
            />
          )}
        </Field>
      )}
      <Field label={t('platforms.name')} error={errors.name}>
        {(wired) => (
          <Input {...wired} maxLength={100} value={typed.name} onChange={({ target }) => set({ name: target.value })} />
        )}
      </Field>
      <Field label={text(kind?.identity)} error={errors.identity}>
        {(wired) => (
          <Input
            {...wired}
            className="mono"
            autoComplete="off"
            maxLength={200}
            value={typed.identity}
            onChange={({ target }) => set({ identity: target.value })}
          />
        )}
      </Field>
      {kind && (
        <SecretFields
          fields={kind.secrets}
          kept={channel?.secrets ?? []}
          typed={typed.secrets}
          onChange={(secrets) => set({ secrets })}
        />
      )}
      {kind && (
        <SettingFields fields={kind.settings} typed={typed.settings} onChange={(settings) => set({ settings })} />
      )}
      <details>
        <summary>{t('platforms.moreAddress')}</summary>
        <Field label={t('platforms.address')} hint={t('platforms.addressAbout')}>
          {(wired) => (
            <Input
              {...wired}
              className="mono"
              maxLength={500}
              placeholder={kind?.default_url ?? 'https://'}
              value={typed.base_url}
              onChange={({ target }) => set({ base_url: target.value.trim() })}
            />
          )}
        </Field>
      </details>
    </FormDialog>
  );
}
