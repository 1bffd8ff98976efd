/** What a channel is made of: its address, its settings, which secrets it has, and where the platform calls back. */

import type { ChannelDetail, ChannelKind } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { CallbackAddress } from './CallbackAddress';
import { useChannelKinds } from './useKinds';
import { useSettingWords } from './useSettingWords';

export function Facts({ channel }: { channel: ChannelDetail }) {
  const kinds = useChannelKinds();
  const text = useText();
  return (
    <Loaded query={kinds}>
      {(known) => {
        const kind = known.find((each) => each.name === channel.kind);
        return (
          <div className="stack">
            <About channel={channel} kind={kind} />
            {kind?.has_callbacks && <CallbackAddress channel={channel} about={text(kind.callback_about)} />}
          </div>
        );
      }}
    </Loaded>
  );
}

function About({ channel, kind }: { channel: ChannelDetail; kind?: ChannelKind }) {
  const { t } = useTranslation();
  const text = useText();
  const say = useSettingWords();
  const { workspace } = useAccess();
  const facts: [string, string][] = [
    [text(kind?.identity), channel.identity],
    [t('platforms.address'), channel.base_url],
    ...(kind?.settings ?? []).map((field): [string, string] => [
      text(field.label),
      say(field, channel.settings[field.name] ?? field.default),
    ]),
    [t('platforms.madeAt'), formatInstant(channel.made_at, workspace.zone)],
    [t('platforms.changedAt'), formatInstant(channel.changed_at, workspace.zone)],
  ];
  return (
    <Panel title={t('platforms.setup')}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="secret-states" aria-label={t('platforms.secrets')}>
        {(kind?.secrets ?? []).map((field) => (
          <li key={field.name}>
            {text(field.label)}{' '}
            {channel.secrets.includes(field.name) ? (
              <span className="chip good">{t('platforms.kept')}</span>
            ) : (
              <span className="chip">{t('platforms.notGiven')}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
