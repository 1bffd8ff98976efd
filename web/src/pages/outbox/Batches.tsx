/** Sends to many: how far each is, and stopping, resuming or cancelling it. */

import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { post } from '../../api/client';
import type { MessageBatch } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatActor, formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { BatchCounts } from './BatchCounts';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));

export function Batches({ act }: { act: ReactNode }) {
  const { t } = useTranslation();
  return (
    <DataTable<MessageBatch>
      name="batches"
      caption={t('outbox.batches')}
      path={useAccess().api('/batches')}
      columns={useBatchColumns()}
      rowKey={(row) => row.id}
      refresh={() => 3_000}
      expanded={(row) => <BatchCounts batch={row} />}
      empty={<EmptyView title={t('outbox.noBatches')} about={t('outbox.noBatchesAbout')} act={act} />}
    />
  );
}

function useBatchColumns(): Column<MessageBatch>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  return [
    { key: 'name', title: t('outbox.name'), render: (row) => row.name, plain: (row) => row.name },
    {
      key: 'audience',
      title: t('outbox.audience'),
      render: (row) =>
        row.segment ? <Link to={page(`/segments/${row.segment}`)}>{row.segment}</Link> : t('outbox.namedMembers'),
      plain: (row) => row.segment,
    },
    { key: 'transport', title: t('outbox.transport'), render: (row) => row.transport, plain: (row) => row.transport },
    {
      key: 'state',
      title: t('outbox.stateIs'),
      render: (row) => (
        <span className={`chip ${row.state === 'running' ? 'on' : ''}`}>{t(`outbox.batchState.${row.state}`)}</span>
      ),
      plain: (row) => row.state,
    },
    {
      key: 'size',
      title: t('outbox.size'),
      amount: true,
      render: (row) => <Num value={row.size} />,
      plain: (row) => row.size,
    },
    {
      key: 'due',
      title: t('outbox.due_at'),
      render: (row) => <time>{formatInstant(row.due_at, workspace.zone)}</time>,
      plain: (row) => row.due_at,
    },
    { key: 'by', title: t('outbox.by'), render: (row) => formatActor(row.made_by), plain: (row) => row.made_by },
    { key: 'act', title: '', render: (row) => <Acts batch={row} />, plain: () => '' },
  ];
}

function Acts({ batch }: { batch: MessageBatch }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  if (!can('messages.send')) return null;
  async function move(noun: 'stops' | 'resumptions' | 'cancellations') {
    await post(api(`/batches/${batch.id}/${noun}`), {});
    await queries.invalidateQueries();
  }
  const isOpen = ['gathering', 'running', 'stopped'].includes(batch.state);
  return (
    <span className="row">
      {batch.state === 'running' && (
        <Button small onClick={() => void move('stops')}>
          {t('outbox.stop')}
        </Button>
      )}
      {batch.state === 'stopped' && (
        <Button small onClick={() => void move('resumptions')}>
          {t('outbox.resume')}
        </Button>
      )}
      {isOpen && (
        <Button small onClick={() => setAsking(true)}>
          {t('outbox.cancel')}
        </Button>
      )}
      <Suspense fallback={null}>
        {asking && (
          <ConfirmDialog
            danger
            title={t('outbox.cancelBatch', { name: batch.name })}
            about={t('outbox.cancelAbout')}
            act={t('outbox.cancel')}
            onAct={() => move('cancellations')}
            onClose={() => setAsking(false)}
          />
        )}
      </Suspense>
    </span>
  );
}
