/** Companies with their contacts: the furthest stage, the highest score, and who waits for sales. */

import { Link } from 'react-router';
import type { LeadAccount } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { Num } from '../../ui/numbers';
import { SegmentLink } from '../stages/SegmentLink';

export function Accounts() {
  const { t } = useTranslation();
  const { api } = useAccess();
  return (
    <DataTable<LeadAccount>
      name="lead-accounts"
      prefix="accounts"
      caption={t('leads.view.accounts')}
      path={api('/leads/accounts')}
      search={t('leads.searchCompany')}
      columns={useColumns()}
      rowKey={(row) => row.company}
      empty={<EmptyView title={t('leads.noAccounts')} about={t('leads.noAccountsAbout')} />}
    />
  );
}

function useColumns(): Column<LeadAccount>[] {
  const { t } = useTranslation();
  const text = useText();
  const { can, page } = useAccess();
  const contacts = (row: LeadAccount) =>
    page(`/leads?${new URLSearchParams({ view: 'contacts', company: row.company })}`);
  return [
    { key: 'company', title: t('leads.fieldIs.company'), render: (row) => row.company, plain: (row) => row.company },
    {
      key: 'industry',
      title: t('leads.axis.industry'),
      render: (row) => row.industry ?? '–',
      plain: (row) => row.industry,
    },
    { key: 'size', title: t('leads.axis.size'), render: (row) => row.size ?? '–', plain: (row) => row.size },
    {
      key: 'contacts',
      title: t('leads.contacts'),
      amount: true,
      render: (row) => (
        <Link to={contacts(row)}>
          <Num value={row.contacts} />
        </Link>
      ),
      plain: (row) => row.contacts,
    },
    {
      key: 'stage',
      title: t('leads.furthest'),
      render: (row) => (
        <>
          {text(row.stage_label)}{' '}
          {row.late > 0 && <span className="chip bad">{t('leads.lateCount', { count: row.late })}</span>}
        </>
      ),
      plain: (row) => row.stage,
    },
    {
      key: 'points',
      title: t('leads.highest'),
      amount: true,
      render: (row) => (
        <span className="nowrap">
          <strong>{row.points}</strong> <span className="muted small">{t(`leads.bandIs.${row.band}`)}</span>
        </span>
      ),
      plain: (row) => row.points,
    },
    ...(can('segments.edit')
      ? [
          {
            key: 'segment',
            title: '',
            render: (row: LeadAccount) => (
              <SegmentLink
                label={row.company}
                name="account"
                title={{ 'zh-CN': row.company, en: row.company }}
                rule={row.rule}
              />
            ),
          },
        ]
      : []),
  ];
}
