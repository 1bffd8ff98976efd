/** The list of guides, of one store when the address says so. */

import type { GuideRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { formatDay } from '../../ui/format';
import { Num } from '../../ui/numbers';
import type { ListState } from '../../ui/useListState';
import { NoneYet } from './Stores';

export function Guides() {
  const { t } = useTranslation();
  const { api } = useAccess();
  return (
    <DataTable<GuideRow>
      name="guides"
      prefix="guides"
      caption={t('stores.guides')}
      path={api('/staff')}
      search={t('stores.searchGuides')}
      filters={['store']}
      tools={(list) => <OfStore list={list} />}
      columns={useGuideColumns()}
      rowKey={(row) => row.key}
      empty={<NoneYet title={t('stores.noGuides')} about={t('stores.noGuidesAbout')} />}
    />
  );
}

function OfStore({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const store = list.value('store');
  if (!store) return null;
  return (
    <span className="row">
      <span className="chip">{t('stores.ofStore', { store })}</span>
      <Button small onClick={() => list.set({ store: '' })}>
        {t('parts.clear')}
      </Button>
    </span>
  );
}

function useGuideColumns(): Column<GuideRow>[] {
  const { t } = useTranslation();
  const count = (key: 'orders' | 'members', title: string): Column<GuideRow> => ({
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
      title: t('stores.guideKey'),
      sort: 'key',
      render: (row) => <span className="mono">{row.key}</span>,
      plain: (row) => row.key,
    },
    {
      key: 'name',
      title: t('stores.guideName'),
      sort: 'name',
      render: (row) => (
        <>
          {row.name || <span className="muted">{t('stores.undescribed')}</span>}{' '}
          {row.left_on && <span className="chip">{t('stores.leftOn', { day: formatDay(row.left_on) })}</span>}
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'store',
      title: t('stores.store'),
      sort: 'store_key',
      render: (row) => row.store_name || row.store_key || '–',
      plain: (row) => row.store_key,
    },
    { key: 'role', title: t('stores.role'), render: (row) => row.role || '–', plain: (row) => row.role },
    {
      key: 'left',
      title: t('stores.left'),
      extra: true,
      render: (row) => <time>{formatDay(row.left_on)}</time>,
      plain: (row) => row.left_on,
    },
    count('orders', t('stores.orders')),
    count('members', t('stores.members')),
  ];
}
