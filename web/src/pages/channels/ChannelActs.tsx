/** What can be done with a channel: change it, disable it, enable it again. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { patch } from '../../api/client';
import type { ChannelDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

const ChannelDialog = lazy(() => import('./ChannelDialog'));
const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));

export function ChannelActs({ channel, path }: { channel: ChannelDetail; path: string }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'change' | 'disable' | null>(null);
  const close = () => setAsking(null);
  async function keep(changed: ChannelDetail) {
    queries.setQueryData([path], changed);
    toast(t('parts.saved'));
    await queries.invalidateQueries({ queryKey: [api('/channels')] });
  }
  const act = useMutation({
    mutationFn: (disabled: boolean) => patch<ChannelDetail>(path, { disabled }),
    onSuccess: keep,
  });
  if (!can('channels.edit')) return null;
  return (
    <div className="stack">
      <span className="row">
        {channel.disabled_at ? (
          <Button busy={act.isPending} onClick={() => act.mutate(false)}>
            {t('platforms.enable')}
          </Button>
        ) : (
          <Button danger onClick={() => setAsking('disable')}>
            {t('platforms.disable')}
          </Button>
        )}
        <Button kind="primary" onClick={() => setAsking('change')}>
          {t('platforms.change')}
        </Button>
      </span>
      {act.error && <ProblemView error={act.error} />}
      <Suspense fallback={null}>
        {asking === 'change' && (
          <ChannelDialog
            channel={channel}
            onClose={close}
            onSaved={(saved) => {
              close();
              void keep(saved);
            }}
          />
        )}
        {asking === 'disable' && (
          <ConfirmDialog
            danger
            title={t('platforms.disableTitle', { name: channel.name })}
            about={t('platforms.disableAbout')}
            act={t('platforms.disable')}
            onAct={() => act.mutateAsync(true)}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}
