/** Imports: every file that came in, what became of its rows, and the way to bring the next one. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { Link } from 'react-router';
import type { Import } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';
import { ProgressBar } from '../../ui/ProgressBar';
import { StateChip } from './StateChip';
import './imports.css';

export const isUnderway = (one: Import): boolean => one.state === 'queued' || one.state === 'running';

export default function ImportsPage() {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  return (
    <PageFrame title={t('imports.title')} lead={t('imports.lead')} actions={can('imports.run') && <StartButton />}>
      <DataTable<Import>
        name="imports"
        caption={t('imports.title')}
        path={api('/imports')}
        columns={useImportColumns()}
        rowKey={(row) => row.id}
        refresh={(rows) => (rows.some(isUnderway) ? 2000 : false)}
        empty={
          <EmptyView
            title={t('imports.empty')}
            about={t('imports.emptyAbout')}
            act={can('imports.run') && <StartButton />}
          />
        }
      />
    </PageFrame>
  );
}

function StartButton() {
  const { t } = useTranslation();
  const { page } = useAccess();
  return (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/imports/new')}>
      {t('imports.start')}
    </ButtonLink>
  );
}

function useImportColumns(): Column<Import>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const kindOf = (row: Import) => t(`importKinds.${row.kind}`, { defaultValue: row.kind });
  const count = (key: 'rows_read' | 'loaded' | 'repeated' | 'quarantined'): Column<Import> => ({
    key,
    title: t(`imports.${key}`),
    amount: true,
    render: (row) => <Num value={row[key]} />,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'file',
      title: t('imports.file'),
      render: (row) => (
        <>
          <Link to={page(`/imports/${row.id}`)} className="clip" title={row.filename}>
            {row.filename}
          </Link>
          <div className="muted small">{kindOf(row)}</div>
        </>
      ),
      plain: (row) => row.filename,
    },
    {
      key: 'kind',
      title: t('imports.kind'),
      extra: true,
      render: kindOf,
      plain: (row) => row.kind,
    },
    {
      key: 'state',
      title: t('imports.state'),
      render: (row) =>
        row.state === 'running' ? (
          <ProgressBar rate={row.progress} label={t('imports.progress')} className="row-progress" />
        ) : (
          <StateChip one={row} />
        ),
      plain: (row) => row.state,
    },
    count('rows_read'),
    count('loaded'),
    count('repeated'),
    count('quarantined'),
    {
      key: 'started',
      title: t('imports.startedAt'),
      render: (row) => (
        <>
          <time>{formatInstant(row.started_at, workspace.zone)}</time>
          <div className="muted small">{row.by || t('parts.system')}</div>
        </>
      ),
      plain: (row) => row.started_at,
    },
    {
      key: 'by',
      title: t('imports.by'),
      extra: true,
      render: (row) => row.by || t('parts.system'),
      plain: (row) => row.by,
    },
  ];
}
