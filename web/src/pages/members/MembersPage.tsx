/** Members: everyone the brand can recognise, found by any identifier. */

import { TagOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { MemberRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, minorPerMajor } from '../../ui/format';
import { Money, Num } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';
import { IdentifierChips } from './IdentifierChips';

const BulkTagDialog = lazy(() => import('../tags/BulkTagDialog'));

export default function MembersPage() {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  return (
    <PageFrame title={t('members.title')} lead={t('members.lead')}>
      <DataTable<MemberRow>
        name="members"
        caption={t('members.title')}
        path={api('/members')}
        search={t('members.search')}
        columns={useMemberColumns()}
        bulk={can('tags.edit') ? (chosen, done) => <TagChosen chosen={chosen} onDone={done} /> : undefined}
        rowKey={(row) => row.member_id}
        empty={
          <EmptyView
            title={t('members.empty')}
            about={t('members.emptyAbout')}
            act={
              can('imports.run') && (
                <ButtonLink kind="primary" to={page('/imports/new')}>
                  {t('imports.start')}
                </ButtonLink>
              )
            }
          />
        }
      />
    </PageFrame>
  );
}

function TagChosen({ chosen, onDone }: { chosen: MemberRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button small icon={TagOutlined} onClick={() => setAsking(true)}>
        {t('tags.bulk')}
      </Button>
      <Suspense fallback={null}>
        {asking && (
          <BulkTagDialog
            whom={{ ids: chosen.map((row) => row.member_id) }}
            onDone={onDone}
            onClose={() => setAsking(false)}
          />
        )}
      </Suspense>
    </>
  );
}

export function useMemberColumns(): Column<MemberRow>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const scale = minorPerMajor(workspace.currency);
  return [
    {
      key: 'member',
      title: t('members.member'),
      sort: 'member_id',
      render: (row) => (
        <Link to={page(`/members/${row.member_id}`)} className="clip">
          {row.name || t('members.unnamed', { id: row.member_id })}
        </Link>
      ),
      plain: (row) => row.member_id,
    },
    {
      key: 'identifiers',
      title: t('members.identifiers'),
      render: (row) => <IdentifierChips identifiers={row.identifiers} />,
      plain: (row) => row.identifiers.map(({ kind, value }) => `${kind}:${value}`).join(' '),
    },
    {
      key: 'orders',
      title: t('members.ordersTotal'),
      amount: true,
      sort: 'orders_total',
      render: (row) => <Num value={row.orders_total} />,
      plain: (row) => row.orders_total,
    },
    {
      key: 'money',
      title: t('members.moneyTotal'),
      amount: true,
      sort: 'money_total',
      render: (row) => <Money minor={row.money_total_minor} />,
      plain: (row) => row.money_total_minor / scale,
    },
    {
      key: 'last',
      title: t('members.lastOrder'),
      sort: 'last_order_on',
      render: (row) => <time>{formatDay(row.last_order_on)}</time>,
      plain: (row) => row.last_order_on,
    },
    {
      key: 'joined',
      title: t('members.joined'),
      render: (row) => <time>{formatDay(row.joined_on)}</time>,
      plain: (row) => row.joined_on,
    },
  ];
}
