/** The list of stores. */

import { Link } from 'react-router';
import type { StoreRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay } from '../../ui/format';
import { Num } from '../../ui/numbers';

export function Stores() {
  const { t } = useTranslation();
  const { api } = useAccess();
  return (
    <DataTable<StoreRow>
      name="stores"
      prefix="stores"
      caption={t('stores.stores')}
      path={api('/stores')}
      search={t('stores.search')}
      filters={['city']}
      columns={useStoreColumns()}
      rowKey={(row) => row.key}
      empty={<NoneYet title={t('stores.noStores')} about={t('stores.noStoresAbout')} />}
    />
  );
}

/** What a list is for while it is empty, and the one act that fills it. */
export function NoneYet({ title, about }: { title: string; about: string }) {
  const { t } = useTranslation();
  const { page, can } = useAccess();
  const act = can('imports.run') && (
    <ButtonLink kind="primary" to={page('/imports/new')}>
      {t('imports.start')}
    </ButtonLink>
  );
  return <EmptyView title={title} about={about} act={act} />;
}

function useStoreColumns(): Column<StoreRow>[] {
  const { t } = useTranslation();
  const { page } = useAccess();
  const count = (key: 'staff' | 'orders' | 'members', title: string): Column<StoreRow> => ({
    key,
    title,
    amount: true,
    sort: key,
    render: (row) => <Num value={row[key]} />,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'key',
      title: t('stores.key'),
      sort: 'key',
      render: (row) => <span className="mono">{row.key}</span>,
      plain: (row) => row.key,
    },
    {
      key: 'name',
      title: t('stores.name'),
      sort: 'name',
      render: (row) => (
        <>
          {row.name || <span className="muted">{t('stores.undescribed')}</span>}{' '}
          {row.closed_on && <span className="chip">{t('stores.closedOn', { day: formatDay(row.closed_on) })}</span>}
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'city',
      title: t('stores.city'),
      sort: 'city',
      render: (row) => [row.region, row.city].filter(Boolean).join(' · ') || '–',
      plain: (row) => row.city,
    },
    {
      key: 'opened',
      title: t('stores.opened'),
      extra: true,
      render: (row) => <time>{formatDay(row.opened_on)}</time>,
      plain: (row) => row.opened_on,
    },
    {
      key: 'closed',
      title: t('stores.closed'),
      extra: true,
      render: (row) => <time>{formatDay(row.closed_on)}</time>,
      plain: (row) => row.closed_on,
    },
    {
      ...count('staff', t('stores.guides')),
      render: (row) =>
        row.staff ? (
          <Link to={page(`/stores?tab=guides&guides.store=${encodeURIComponent(row.key)}`)}>
            <Num value={row.staff} />
          </Link>
        ) : (
          <Num value={0} />
        ),
    },
    count('orders', t('stores.orders')),
    count('members', t('stores.members')),
  ];
}
