/** Channels: the brand's accounts on platforms, and how each of them does. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Channel } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PageFrame } from '../../ui/PageFrame';
import { useChannelColumns } from './useChannelColumns';

const ChannelDialog = lazy(() => import('./ChannelDialog'));

export default function ChannelsPage() {
  const { t } = useTranslation();
  const { api, can, page } = useAccess();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const make = can('channels.edit') && (
    <Button kind="primary" icon={PlusOutlined} onClick={() => setMaking(true)}>
      {t('platforms.new')}
    </Button>
  );
  return (
    <PageFrame title={t('platforms.title')} lead={t('platforms.lead')} actions={make}>
      <DataTable<Channel>
        name="channels"
        caption={t('platforms.title')}
        path={api('/channels')}
        search={t('platforms.search')}
        columns={useChannelColumns()}
        rowKey={(row) => row.id}
        refresh={() => 30_000}
        empty={
          <EmptyView
            title={t('platforms.empty')}
            about={t(can('channels.edit') ? 'platforms.emptyAbout' : 'platforms.emptyForOthers')}
            act={make}
          />
        }
      />
      <Suspense fallback={null}>
        {making && (
          <ChannelDialog onClose={() => setMaking(false)} onSaved={(made) => navigate(page(`/channels/${made.id}`))} />
        )}
      </Suspense>
    </PageFrame>
  );
}
