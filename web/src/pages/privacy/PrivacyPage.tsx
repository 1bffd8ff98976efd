/** Privacy requests: exports of everything about a person and erasures, who asked, how far, and the receipt. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { PrivacyRequest } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatActor, formatDay, formatInstant } from '../../ui/format';
import { PageFrame } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { Receipt } from './Receipt';
import { RequestState } from './RequestState';
import './privacy.css';

const AskDialog = lazy(() => import('./AskDialog'));

const isUnderway = ({ state }: PrivacyRequest): boolean => state === 'queued' || state === 'running';

export default function PrivacyPage() {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const [params, setParams] = useSearchParams();
  const [asking, setAsking] = useState(params.has('member'));
  const path = api('/privacy-requests');
  const ask = (can('privacy.export') || can('privacy.erase')) && (
    <Button kind="primary" icon={PlusOutlined} onClick={() => setAsking(true)}>
      {t('privacy.ask')}
    </Button>
  );
  function close() {
    setAsking(false);
    setParams({}, { replace: true });
  }
  return (
    <PageFrame title={t('privacy.title')} lead={t('privacy.lead')} actions={ask}>
      <DataTable<PrivacyRequest>
        name="privacy"
        caption={t('privacy.title')}
        path={path}
        columns={useRequestColumns()}
        rowKey={(row) => row.id}
        filters={['kind']}
        refresh={(rows) => (rows.some(isUnderway) ? 2000 : false)}
        expanded={(row) => <Receipt request={row} />}
        tools={(list) => (
          <PlainSelect
            label={t('privacy.kind')}
            value={list.value('kind')}
            options={[
              { value: '', label: t('privacy.every') },
              { value: 'export', label: t('privacy.kinds.export') },
              { value: 'erasure', label: t('privacy.kinds.erasure') },
            ]}
            onChange={(kind) => list.set({ kind })}
          />
        )}
        empty={<EmptyView title={t('privacy.empty')} about={t('privacy.emptyAbout')} act={ask} />}
      />
      <Suspense fallback={null}>
        {asking && <AskDialog path={path} member={params.get('member') ?? ''} onClose={close} />}
      </Suspense>
    </PageFrame>
  );
}

function useRequestColumns(): Column<PrivacyRequest>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const when = (key: 'made_at' | 'finished_at', extra = false): Column<PrivacyRequest> => ({
    key,
    title: t(`privacy.${key}`),
    extra,
    render: (row) => <time>{formatInstant(row[key], workspace.zone)}</time>,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'member',
      title: t('privacy.member'),
      render: (row) => {
        const number = t('members.number', { id: row.member_id });
        const isGone = row.kind === 'erasure' && row.stage !== '';
        return isGone ? number : <Link to={page(`/members/${row.member_id}`)}>{number}</Link>;
      },
      plain: (row) => row.member_id,
    },
    {
      key: 'kind',
      title: t('privacy.kind'),
      render: (row) => t(`privacy.kinds.${row.kind}`),
      plain: (row) => row.kind,
    },
    {
      key: 'state',
      title: t('privacy.state'),
      render: (row) => <RequestState request={row} />,
      plain: (row) => row.state,
    },
    { key: 'by', title: t('privacy.by'), render: (row) => formatActor(row.by), plain: (row) => row.by },
    when('made_at'),
    {
      key: 'due',
      title: t('privacy.due'),
      render: (row) => <time>{formatDay(row.due_on)}</time>,
      plain: (row) => row.due_on,
    },
    when('finished_at', true),
  ];
}
