/** One import: how it goes or went, and the rows that were held back with their reasons. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { Link, useParams } from 'react-router';
import type { Import, QuarantinedRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant, formatSeconds } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { ImportCounts } from './ImportCounts';
import { ImportProgress } from './ImportProgress';
import { MendButton, Mended } from './Mending';
import { ResumeImport } from './ResumeImport';
import { StateChip } from './StateChip';
import { isUnderway } from './state';
import { useImport } from './useImport';
import './imports.css';

export default function ImportPage() {
  const { t } = useTranslation();
  const { page } = useAccess();
  const { id = '' } = useParams();
  const { path, query } = useImport(id);
  return (
    <PageFrame
      title={query.data?.filename ?? t('imports.one')}
      back={{ to: page('/imports'), label: t('imports.title') }}
      lead={query.data && <Lead one={query.data} />}
    >
      <Loaded query={query}>
        {(one) => (
          <>
            <Panel>{isUnderway(one) ? <ImportProgress one={one} path={path} /> : <ImportCounts one={one} />}</Panel>
            {one.state === 'stopped' && <ResumeImport path={path} />}
            {one.mended && <Mended mended={one.mended} />}
            {one.quarantined > 0 && <Quarantine path={path} mendable={one.state === 'done' && !one.dry_run} />}
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

function Lead({ one }: { one: Import }) {
  const { t } = useTranslation();
  const { workspace, page } = useAccess();
  const took =
    one.started_at && one.finished_at ? (Date.parse(one.finished_at) - Date.parse(one.started_at)) / 1000 : null;
  return (
    <span className="row">
      <StateChip one={one} />
      <span>{t(`importKinds.${one.kind}`, { defaultValue: one.kind })}</span>
      <span>
        {t('imports.startedBy', { by: one.by || t('parts.system'), at: formatInstant(one.started_at, workspace.zone) })}
      </span>
      {one.mends && <Link to={page(`/imports/${one.mends}`)}>{t('imports.mends')}</Link>}
      {took != null && <span>{t('imports.took', { time: formatSeconds(took) })}</span>}
    </span>
  );
}

function Quarantine({ path, mendable }: { path: string; mendable: boolean }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const text = useText();
  const columns: Column<QuarantinedRow>[] = [
    {
      key: 'row',
      title: t('imports.rowNo'),
      amount: true,
      width: 90,
      render: (row) => row.row_no,
      plain: (row) => row.row_no,
    },
    {
      key: 'reason',
      title: t('imports.reason'),
      render: (row) => text(row.reason.text),
      plain: (row) => text(row.reason.text),
    },
    {
      key: 'values',
      title: t('imports.values'),
      render: (row) => (
        <span className="chips">
          {Object.entries(row.values).map(([name, value]) => (
            <span key={name} className="chip">
              <span className="kind">{name}</span>
              <span className="mono clip">{String(value ?? '')}</span>
            </span>
          ))}
        </span>
      ),
      plain: (row) => row.values,
    },
  ];
  return (
    <>
      <div className="row">
        <h2>{t('imports.quarantine')}</h2>
        <span className="muted">{t('imports.quarantineAbout')}</span>
        <span className="spring" />
        <ButtonLink icon={DownloadOutlined} href={`/api/v1${path}/quarantine.csv`}>
          {t('imports.quarantineCsv')}
        </ButtonLink>
        {mendable && can('imports.run') && <MendButton path={path} />}
      </div>
      <DataTable<QuarantinedRow>
        name="quarantine"
        caption={t('imports.quarantine')}
        path={`${path}/quarantine`}
        columns={columns}
        rowKey={(row) => `${row.row_no}:${row.reason.code}`}
        empty={<EmptyView title={t('imports.noQuarantine')} />}
      />
    </>
  );
}
