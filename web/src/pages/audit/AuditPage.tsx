/** The audit log: who changed or looked at what, and when. */

import type { AuditEntry } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../shared/columns';
import { DataTable } from '../../shared/DataTable';
import { EmptyView } from '../../shared/EmptyView';
import { formatInstant } from '../../shared/format';
import { PageFrame } from '../../shared/PageFrame';

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
    { key: 'by', title: t('audit.by'), render: (row) => row.by || t('parts.system'), plain: (row) => row.by },
    {
      key: 'action',
      title: t('audit.action'),
      render: (row) => <span className="chip">{row.action}</span>,
      plain: (row) => row.action,
    },
    {
      key: 'object',
      title: t('audit.object'),
      render: (row) => (
        <>
          {row.object_type} <span className="mono">{row.object_id}</span>
        </>
      ),
      plain: (row) => `${row.object_type} ${row.object_id}`,
    },
    {
      key: 'change',
      title: t('audit.change'),
      render: (row) =>
        Object.keys(row.change).length > 0 && (
          <details className="change">
            <summary className="mono clip">{JSON.stringify(row.change)}</summary>
            <pre>{JSON.stringify(row.change, null, 2)}</pre>
          </details>
        ),
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
        rowKey={(row) => `${row.at}:${row.action}:${row.object_id}`}
        empty={<EmptyView title={t('audit.empty')} />}
      />
    </PageFrame>
  );
}
