/** Orders of nobody: found by receipt number, store and day, and claimed for the member who brings the receipt. */

import { lazy, Suspense, useState } from 'react';
import type { UnclaimedOrder } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant, formatWord, minorPerMajor } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Money, Num } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';
import type { ListState } from '../../ui/useListState';

const ClaimDialog = lazy(() => import('./ClaimDialog'));

export default function UnidentifiedPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [claiming, setClaiming] = useState<UnclaimedOrder | null>(null);
  return (
    <PageFrame title={t('unidentified.title')} lead={t('unidentified.lead')}>
      <DataTable<UnclaimedOrder>
        name="unidentified"
        caption={t('unidentified.title')}
        path={api('/unidentified-orders')}
        search={t('unidentified.search')}
        filters={['on', 'store']}
        tools={(list) => <Filters list={list} />}
        columns={useColumns(setClaiming)}
        rowKey={(row) => row.key}
        empty={<EmptyView title={t('unidentified.empty')} about={t('unidentified.emptyAbout')} />}
      />
      {claiming && (
        <Suspense fallback={null}>
          <ClaimDialog order={claiming} onClose={() => setClaiming(null)} />
        </Suspense>
      )}
    </PageFrame>
  );
}

function Filters({ list }: { list: ListState }) {
  const { t } = useTranslation();
  return (
    <>
      <Input
        type="date"
        aria-label={t('unidentified.on')}
        style={{ width: 160 }}
        value={list.value('on')}
        onChange={({ target }) => list.set({ on: target.value })}
      />
      <Input
        aria-label={t('unidentified.store')}
        placeholder={t('unidentified.store')}
        style={{ width: 120 }}
        value={list.value('store')}
        onChange={({ target }) => list.set({ store: target.value })}
      />
    </>
  );
}

function useColumns(onClaim: (order: UnclaimedOrder) => void): Column<UnclaimedOrder>[] {
  const { t } = useTranslation();
  const { workspace, can } = useAccess();
  const act: Column<UnclaimedOrder> = {
    key: 'act',
    title: t('unidentified.act'),
    render: (row) => (
      <Button small onClick={() => onClaim(row)}>
        {t('unidentified.claim')}
      </Button>
    ),
  };
  return [
    {
      key: 'at',
      title: t('orders.at'),
      render: (row) => <time>{formatInstant(row.occurred_at, workspace.zone)}</time>,
      plain: (row) => row.occurred_at,
    },
    {
      key: 'key',
      title: t('orders.key'),
      render: (row) => <span className="mono">{row.key}</span>,
      plain: (row) => row.key,
    },
    {
      key: 'store',
      title: t('orders.store'),
      render: (row) => <span className="clip">{row.store_name || row.store_key || '–'}</span>,
      plain: (row) => row.store_key,
    },
    {
      key: 'staff',
      title: t('orders.staff'),
      render: (row) => row.staff_name || row.staff_key || '–',
      plain: (row) => row.staff_key,
    },
    {
      key: 'channel',
      title: t('orders.channel'),
      extra: true,
      render: (row) => (row.channel ? formatWord(row.channel) : '–'),
      plain: (row) => row.channel,
    },
    {
      key: 'quantity',
      title: t('orders.quantity'),
      amount: true,
      render: (row) => <Num value={row.quantity} digits={2} />,
      plain: (row) => row.quantity,
    },
    {
      key: 'sales',
      title: t('orders.sales_minor'),
      amount: true,
      render: (row) => <Money minor={row.sales_minor} />,
      plain: (row) => row.sales_minor / minorPerMajor(workspace.currency),
    },
    ...(can('orders.claim') ? [act] : []),
  ];
}
