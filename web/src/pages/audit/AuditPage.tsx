/** The audit log: who changed or looked at what, and when. */

import type { AuditEntry } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatActor, formatInstant } from '../../ui/format';
import { PageFrame } from '../../ui/PageFrame';
import { AUDIT_FILTERS, AuditFilters } from './AuditFilters';
import { Change } from './Change';
import './audit.css';

/** Objects that are called by a word of the catalogues. */
const NAMED: Record<string, string> = { target: 'digitisation', consent_text: 'purposes' };

const nameOf = (t: ReturnType<typeof useTranslation>['t'], { object_type, object_id }: AuditEntry): string =>
  NAMED[object_type] ? t(`${NAMED[object_type]}.${object_id}`, { defaultValue: object_id }) : object_id;

export default function AuditPage() {
  const { t } = useTranslation();
  const { api, workspace } = useAccess();
  const columns: Column<AuditEntry>[] = [
    {
      key: 'at',
      title: t('audit.at'),
      render: (row) => <time>{formatInstant(row.at, workspace.zone)}</time>,
      plain: (row) => row.at,
    },
    { key: 'by', title: t('audit.by'), render: (row) => formatActor(row.by), plain: (row) => row.by },
    {
      key: 'action',
      title: t('audit.action'),
      render: (row) => (
        <span className="chip" title={row.action}>
          {t(`audit.actions.${row.action}`, { defaultValue: row.action })}
        </span>
      ),
      plain: (row) => row.action,
    },
    {
      key: 'object',
      title: t('audit.object'),
      render: (row) => (
        <>
          {t(`audit.objects.${row.object_type}`, { defaultValue: row.object_type })}{' '}
          <span className="mono clip object-id" title={row.object_id}>
            {nameOf(t, row)}
          </span>
        </>
      ),
      plain: (row) => `${row.object_type} ${row.object_id}`,
    },
    {
      key: 'change',
      title: t('audit.change'),
      render: (row) => <Change change={row.change} />,
      plain: (row) => row.change,
    },
  ];
  return (
    <PageFrame title={t('audit.title')} lead={t('audit.lead')}>
      <DataTable<AuditEntry>
        name="audit"
        caption={t('audit.title')}
        path={api('/audit')}
        columns={columns}
        filters={AUDIT_FILTERS}
        tools={(list) => <AuditFilters list={list} />}
        rowKey={(row) => `${row.at}:${row.action}:${row.object_id}`}
        empty={<EmptyView title={t('audit.empty')} />}
      />
    </PageFrame>
  );
}
