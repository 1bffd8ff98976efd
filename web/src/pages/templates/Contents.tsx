/** What a template says by each channel; a channel is added and dropped as a whole. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import type { TemplateChannel, TemplateContents } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { MenuButton } from '../../ui/MenuButton';
import { Panel } from '../../ui/PageFrame';
import { AccountForm } from './channels/AccountForm';
import { EmailForm } from './channels/EmailForm';
import { SmsForm } from './channels/SmsForm';
import { WebhookForm } from './channels/WebhookForm';
import { WecomForm } from './channels/WecomForm';
import { blankContent, withContent } from './document';

type Props = { contents: TemplateContents; onChange: (contents: TemplateContents) => void };

const ALL: TemplateChannel[] = ['wecom', 'official_account', 'sms', 'email', 'webhook'];

export function Contents({ contents, onChange }: Props) {
  const { t } = useTranslation();
  const shown = Object.keys(contents).filter((one) => ALL.includes(one as TemplateChannel)) as TemplateChannel[];
  const others = ALL.filter((channel) => !shown.includes(channel));
  const drop = (channel: TemplateChannel) => (
    <Button
      small
      kind="text"
      icon={DeleteOutlined}
      disabled={shown.length < 2}
      aria-label={t('templates.dropChannel', { channel: t(`templates.channelIs.${channel}`) })}
      onClick={() => onChange(withContent(contents, channel, undefined))}
    />
  );
  return (
    <>
      {shown.map((channel) => (
        <Panel key={channel} title={t(`templates.channelIs.${channel}`)} extra={drop(channel)}>
          <ChannelForm channel={channel} contents={contents} onChange={onChange} />
        </Panel>
      ))}
      {others.length > 0 && (
        <MenuButton
          kind="dashed"
          icon={PlusOutlined}
          acts={others.map((channel) => ({
            key: channel,
            label: t(`templates.channelIs.${channel}`),
            act: () => onChange(withContent(contents, channel, blankContent(channel))),
          }))}
        >
          {t('templates.addChannel')}
        </MenuButton>
      )}
    </>
  );
}

function ChannelForm({ channel, contents, onChange }: Props & { channel: TemplateChannel }) {
  const { wecom, official_account: account, sms, email, webhook } = contents;
  if (channel === 'wecom' && wecom)
    return <WecomForm content={wecom} onChange={(content) => onChange(withContent(contents, 'wecom', content))} />;
  if (channel === 'official_account' && account)
    return (
      <AccountForm
        content={account}
        onChange={(content) => onChange(withContent(contents, 'official_account', content))}
      />
    );
  if (channel === 'sms' && sms)
    return <SmsForm content={sms} onChange={(content) => onChange(withContent(contents, 'sms', content))} />;
  if (channel === 'email' && email)
    return <EmailForm content={email} onChange={(content) => onChange(withContent(contents, 'email', content))} />;
  if (channel === 'webhook' && webhook)
    return (
      <WebhookForm content={webhook} onChange={(content) => onChange(withContent(contents, 'webhook', content))} />
    );
  return null;
}
