/** The staff of a corp as the platform tells: who may have customers, and how many each has. */

import type { StaffMember } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';

export function Staff({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <DataTable<StaffMember>
      name="channel-staff"
      prefix="staff"
      caption={t('contacts.staff')}
      path={path}
      search={t('contacts.searchStaff')}
      columns={useStaffColumns()}
      rowKey={(row) => row.userid}
      empty={<EmptyView title={t('contacts.noStaff')} about={t('contacts.noStaffAbout')} />}
    />
  );
}

function useStaffColumns(): Column<StaffMember>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  return [
    {
      key: 'name',
      title: t('contacts.name'),
      render: (row) => row.name || <span className="muted">{t('contacts.noName')}</span>,
      plain: (row) => row.name,
    },
    {
      key: 'userid',
      title: t('contacts.userid'),
      render: (row) => <span className="mono">{row.userid}</span>,
      plain: (row) => row.userid,
    },
    {
      key: 'position',
      title: t('contacts.position'),
      render: (row) => row.position || '–',
      plain: (row) => row.position,
    },
    {
      key: 'state',
      title: t('contacts.state'),
      render: (row) => {
        if (row.gone_at)
          return (
            <span className="chip">{t('contacts.goneAt', { at: formatInstant(row.gone_at, workspace.zone) })}</span>
          );
        return row.has_contact ? (
          <span className="chip good">{t('contacts.able')}</span>
        ) : (
          <span className="chip warn">{t('contacts.unable')}</span>
        );
      },
      plain: (row) => (row.gone_at ? 'gone' : row.has_contact ? 'able' : 'unable'),
    },
    {
      key: 'customers',
      title: t('contacts.customers'),
      amount: true,
      render: (row) => <Num value={row.customers} />,
      plain: (row) => row.customers,
    },
  ];
}
