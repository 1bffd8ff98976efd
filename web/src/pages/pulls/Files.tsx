/** The files a pull has seen: in which state, by which import, and why one failed or waits. */

import { Link } from 'react-router';
import type { PulledFile, PulledFileState } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatBytes, formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PlainSelect } from '../../ui/PlainSelect';

const TONE: Record<PulledFileState, string> = {
  waiting: '',
  importing: 'on',
  done: 'good',
  failed: 'bad',
  gone: 'warn',
};
const STATES = Object.keys(TONE) as PulledFileState[];

export function Files({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <DataTable<PulledFile>
      name="pulled-files"
      caption={t('pulls.files')}
      path={path}
      search={t('pulls.searchFiles')}
      filters={['state']}
      tools={(list) => (
        <PlainSelect<PulledFileState | ''>
          label={t('imports.state')}
          value={list.value('state') as PulledFileState | ''}
          options={[
            { value: '', label: t('imports.everyState') },
            ...STATES.map((value) => ({ value, label: t(`pulls.is.${value}`) })),
          ]}
          onChange={(state) => list.set({ state })}
        />
      )}
      columns={useFileColumns()}
      rowKey={(row) => row.id}
      refresh={() => 5000}
      empty={<EmptyView title={t('pulls.noFiles')} about={t('pulls.noFilesAbout')} />}
    />
  );
}

function useFileColumns(): Column<PulledFile>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  const count = (key: 'loaded' | 'repeated' | 'quarantined'): Column<PulledFile> => ({
    key,
    title: t(`imports.${key}`),
    amount: true,
    render: (row) => <Num value={row[key]} />,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'name',
      title: t('imports.file'),
      sort: 'name',
      render: (row) => (
        <>
          {row.import_id ? (
            <Link className="clip" title={row.name} to={page(`/imports/${row.import_id}`)}>
              {row.name}
            </Link>
          ) : (
            <span className="clip" title={row.name}>
              {row.name}
            </span>
          )}
          {row.moved_to && <div className="muted small">{t('pulls.movedTo', { place: row.moved_to })}</div>}
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'size',
      title: t('imports.size'),
      amount: true,
      sort: 'size',
      render: (row) => formatBytes(row.size),
      plain: (row) => row.size,
    },
    {
      key: 'state',
      title: t('imports.state'),
      sort: 'state',
      render: (row) => <span className={`chip ${TONE[row.state]}`}>{t(`pulls.is.${row.state}`)}</span>,
      plain: (row) => row.state,
    },
    {
      key: 'reason',
      title: t('imports.reason'),
      render: (row) =>
        row.error ? (
          <>
            <span>{text(row.error.message)}</span>
            {row.error.mend && <div className="muted small">{text(row.error.mend)}</div>}
          </>
        ) : (
          '–'
        ),
      plain: (row) => text(row.error?.message),
    },
    count('loaded'),
    count('repeated'),
    count('quarantined'),
    {
      key: 'seen',
      title: t('pulls.seenAt'),
      sort: 'seen',
      render: (row) => <time>{formatInstant(row.seen_at, workspace.zone)}</time>,
      plain: (row) => row.seen_at,
    },
  ];
}
