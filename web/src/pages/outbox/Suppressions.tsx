/** Whom nobody writes to: members, and addresses of which only a hash is kept. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { post } from '../../api/client';
import type { Suppression } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatActor, formatInstant } from '../../ui/format';

const SuppressDialog = lazy(() => import('./SuppressDialog'));

export function Suppressions() {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const [making, setMaking] = useState(false);
  const make = can('messages.edit') && (
    <Button icon={PlusOutlined} onClick={() => setMaking(true)}>
      {t('outbox.suppress')}
    </Button>
  );
  return (
    <>
      <DataTable<Suppression>
        name="suppressions"
        caption={t('outbox.suppressions')}
        path={api('/suppressions')}
        columns={useSuppressionColumns()}
        rowKey={(row) => row.id}
        tools={() => make}
        empty={<EmptyView title={t('outbox.noSuppressions')} about={t('outbox.noSuppressionsAbout')} act={make} />}
      />
      <Suspense fallback={null}>{making && <SuppressDialog onClose={() => setMaking(false)} />}</Suspense>
    </>
  );
}

function useSuppressionColumns(): Column<Suppression>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const instant = (at: string | null) => (at ? <time>{formatInstant(at, workspace.zone)}</time> : '–');
  return [
    {
      key: 'whom',
      title: t('outbox.whom'),
      render: (row) =>
        row.member_id ? (
          <Link to={page(`/members/${row.member_id}`)}>{t('members.number', { id: row.member_id })}</Link>
        ) : (
          t('outbox.anAddress')
        ),
      plain: (row) => row.member_id,
    },
    {
      key: 'channel',
      title: t('outbox.channel'),
      render: (row) => (row.channel ? t(`channels.${row.channel}`) : t('outbox.everyChannel')),
      plain: (row) => row.channel,
    },
    {
      key: 'reason',
      title: t('outbox.reason'),
      render: (row) => t(`outbox.reasons.${row.reason}`),
      plain: (row) => row.reason,
    },
    { key: 'since', title: t('outbox.since'), render: (row) => instant(row.since), plain: (row) => row.since },
    { key: 'until', title: t('outbox.until'), render: (row) => instant(row.until), plain: (row) => row.until },
    { key: 'by', title: t('outbox.by'), render: (row) => formatActor(row.made_by), plain: (row) => row.made_by },
    { key: 'act', title: '', render: (row) => <Lift row={row} />, plain: () => '' },
  ];
}

function Lift({ row }: { row: Suppression }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const queries = useQueryClient();
  if (!can('messages.edit') || row.until) return null;
  async function lift() {
    await post(api(`/suppressions/${row.id}/liftings`), {});
    await queries.invalidateQueries();
  }
  return (
    <Button small onClick={() => void lift()}>
      {t('outbox.lift')}
    </Button>
  );
}
