/** Who claimed which code, under the member they are shown as now. */

import { Link } from 'react-router';
import type { CodeClaim } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatActor, formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';

export function Claims({ path }: { path: string }) {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  return (
    <DataTable<CodeClaim>
      name="code-claims"
      prefix="claims"
      caption={t('codes.claims')}
      path={`${path}/claims`}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'at',
          title: t('codes.at'),
          render: (row) => <time>{formatInstant(row.at, workspace.zone, true)}</time>,
          plain: (row) => row.at,
        },
        {
          key: 'member',
          title: t('codes.member'),
          render: (row) =>
            row.member_id ? (
              <Link to={page(`/members/${row.member_id}`)}>№ {row.member_id}</Link>
            ) : (
              <span className="muted">{t('codes.erased')}</span>
            ),
          plain: (row) => row.member_id,
        },
        {
          key: 'number',
          title: t('codes.number'),
          amount: true,
          render: (row) => <Num value={row.number} />,
          plain: (row) => row.number,
        },
        {
          key: 'nth',
          title: t('codes.nthUse'),
          amount: true,
          render: (row) => <Num value={row.nth} />,
          plain: (row) => row.nth,
        },
        { key: 'by', title: t('codes.by'), render: (row) => formatActor(row.by), plain: (row) => row.by },
      ]}
      empty={<EmptyView title={t('codes.noClaims')} about={t('codes.noClaimsAbout')} />}
    />
  );
}
