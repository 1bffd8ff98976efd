/** Folders of the server that files are pulled from: what of, how often, and what the last look found. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { FolderPull } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { useKindName } from '../imports/useKinds';
import { LookWords } from './LookWords';
import { PullState } from './PullState';
import './pulls.css';

const PullDialog = lazy(() => import('./PullDialog'));

export function Pulls() {
  const { t } = useTranslation();
  const { api, can, page } = useAccess();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const make = can('imports.pull') && (
    <Button kind="primary" icon={PlusOutlined} onClick={() => setMaking(true)}>
      {t('pulls.new')}
    </Button>
  );
  return (
    <>
      <DataTable<FolderPull>
        name="folder-pulls"
        caption={t('pulls.title')}
        path={api('/folder-pulls')}
        search={t('pulls.search')}
        tools={() => make}
        columns={usePullColumns()}
        rowKey={(row) => row.id}
        refresh={() => 15_000}
        empty={
          <EmptyView
            title={t('pulls.empty')}
            about={t(can('imports.pull') ? 'pulls.emptyAbout' : 'pulls.emptyForOthers')}
            act={make}
          />
        }
      />
      <Suspense fallback={null}>
        {making && (
          <PullDialog
            onClose={() => setMaking(false)}
            onSaved={(made) => navigate(page(`/imports/pulls/${made.id}`))}
          />
        )}
      </Suspense>
    </>
  );
}

function usePullColumns(): Column<FolderPull>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const kindName = useKindName();
  return [
    {
      key: 'name',
      title: t('pulls.name'),
      render: (row) => (
        <>
          <Link className="clip" to={page(`/imports/pulls/${row.id}`)}>
            {row.name}
          </Link>
          <div className="muted small">{kindName(row.document.mapping.imports)}</div>
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'folder',
      title: t('pulls.folder'),
      render: (row) => (
        <span className="mono clip" title={`${row.document.folder}/${row.document.pattern}`}>
          {`${row.document.folder}/${row.document.pattern}`}
        </span>
      ),
      plain: (row) => `${row.document.folder}/${row.document.pattern}`,
    },
    {
      key: 'every',
      title: t('pulls.every'),
      amount: true,
      render: (row) => t('pulls.minutes', { count: row.document.every_minutes }),
      plain: (row) => row.document.every_minutes,
    },
    {
      key: 'state',
      title: t('pulls.state'),
      render: (row) => <PullState pull={row} />,
      plain: (row) => (row.paused_at ? 'paused' : 'active'),
    },
    {
      key: 'done',
      title: t('pulls.is.done'),
      amount: true,
      render: (row) => <Num value={row.files.done ?? 0} />,
      plain: (row) => row.files.done ?? 0,
    },
    {
      key: 'failed',
      title: t('pulls.is.failed'),
      amount: true,
      render: (row) =>
        row.files.failed ? (
          <span className="chip bad">
            <Num value={row.files.failed} />
          </span>
        ) : (
          <Num value={0} />
        ),
      plain: (row) => row.files.failed ?? 0,
    },
    {
      key: 'last',
      title: t('pulls.lastLook'),
      render: (row) =>
        row.last ? (
          <>
            <time>{formatInstant(row.last.at, workspace.zone)}</time>
            <div className="muted small">
              <LookWords look={row.last} />
            </div>
          </>
        ) : (
          t('pulls.neverLooked')
        ),
      plain: (row) => row.last?.at ?? null,
    },
  ];
}
