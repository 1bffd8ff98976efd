/** The columns of the list of imports. */

import { Link } from 'react-router';
import type { Import } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { ProgressBar } from '../../ui/ProgressBar';
import { StateChip } from './StateChip';
import { useKindName } from './useKinds';

export function useRunColumns(): Column<Import>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const kindName = useKindName();
  const count = (key: 'rows_read' | 'loaded' | 'repeated' | 'quarantined'): Column<Import> => ({
    key,
    title: t(`imports.${key}`),
    amount: true,
    sort: key,
    render: (row) => <Num value={row[key]} />,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'number',
      title: t('imports.number'),
      amount: true,
      extra: true,
      render: (row) => row.id,
      plain: (row) => row.id,
    },
    {
      key: 'file',
      title: t('imports.file'),
      sort: 'file',
      render: (row) => (
        <>
          <Link to={page(`/imports/${row.id}`)} className="clip" title={row.filename}>
            {row.filename}
          </Link>
          <div className="muted small">{kindName(row.kind)}</div>
        </>
      ),
      plain: (row) => row.filename,
    },
    {
      key: 'kind',
      title: t('imports.kind'),
      extra: true,
      sort: 'kind',
      render: (row) => kindName(row.kind),
      plain: (row) => row.kind,
    },
    {
      key: 'state',
      title: t('imports.state'),
      sort: 'state',
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
      sort: 'made',
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
