/** One channel: what it is, what a check of its setup found, and the calls made for it. */

import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { ChannelDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Calls } from './Calls';
import { ChannelActs } from './ChannelActs';
import { ContactSyncs } from './ContactSyncs';
import { Facts } from './Facts';
import { Findings } from './Findings';
import { Staff } from './Staff';
import { ChannelState } from './useChannelColumns';
import { useKindLabel } from './useKinds';
import './channels.css';

export default function ChannelPage() {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const { id = '' } = useParams();
  const path = api(`/channels/${id}`);
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<ChannelDetail>(path, undefined, signal) });
  return (
    <PageFrame
      title={query.data?.name ?? t('platforms.one')}
      back={{ to: page('/channels'), label: t('platforms.title') }}
      lead={query.data && <Lead channel={query.data} />}
      actions={query.data && <ChannelActs channel={query.data} path={path} />}
    >
      <Loaded query={query}>{(channel) => <Parts channel={channel} path={path} />}</Loaded>
    </PageFrame>
  );
}

function Lead({ channel }: { channel: ChannelDetail }) {
  const kindLabel = useKindLabel();
  return (
    <span className="chips">
      <ChannelState channel={channel} />
      <span className="chip">{kindLabel(channel.kind)}</span>
      <span className="chip mono">{channel.identity}</span>
    </span>
  );
}

function Parts({ channel, path }: { channel: ChannelDetail; path: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { key: 'setup', label: t('platforms.setup'), draw: () => <Facts channel={channel} /> },
    { key: 'check', label: t('platforms.check'), draw: () => <Findings channel={channel} path={path} /> },
    ...(channel.kind === 'wecom'
      ? [
          { key: 'sync', label: t('contacts.title'), draw: () => <ContactSyncs channel={channel} path={path} /> },
          { key: 'staff', label: t('contacts.staff'), draw: () => <Staff path={`${path}/staff`} /> },
        ]
      : []),
    { key: 'calls', label: t('platforms.calls'), draw: () => <Calls path={`${path}/calls`} /> },
  ];
  return (
    <Tabs
      label={t('platforms.parts')}
      tabs={tabs}
      open={params.get('tab') ?? 'setup'}
      onOpen={(key) => setParams(key === 'setup' ? {} : { tab: key }, { replace: true })}
    />
  );
}
