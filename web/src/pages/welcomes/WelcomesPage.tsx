/** Welcomes of new contacts: what became of each, why not, and how long it took to the call. */

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { Welcome, WelcomeSummary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant, formatNumber } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';

const STATES = ['sent', 'failed', 'uncertain', 'late', 'sending'] as const;
const TONES: Record<string, string> = { sent: 'good', failed: 'bad', uncertain: 'warn', late: 'warn' };

export default function WelcomesPage() {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const path = api('/welcome-summary');
  const summary = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<WelcomeSummary>(path, undefined, signal),
    refetchInterval: 10_000,
  });
  const count = (state: (typeof STATES)[number]) => (summary.data ? ` (${formatNumber(summary.data[state])})` : '');
  return (
    <PageFrame title={t('welcomes.title')} lead={t('welcomes.lead')}>
      <DataTable<Welcome>
        name="welcomes"
        caption={t('welcomes.title')}
        path={api('/welcomes')}
        filters={['state', 'code']}
        tools={(list) => (
          <>
            <PlainSelect
              label={t('welcomes.state')}
              value={list.value('state')}
              options={[
                { value: '', label: t('welcomes.everyState') },
                ...STATES.map((value) => ({ value, label: t(`welcomes.states.${value}`) + count(value) })),
              ]}
              onChange={(state) => list.set({ state })}
            />
            {list.value('code') && (
              <button type="button" className="chip on" onClick={() => list.set({ code: '' })}>
                {list.value('code')} ×
              </button>
            )}
          </>
        )}
        columns={useColumns()}
        rowKey={(row) => row.id}
        refresh={() => 10_000}
        empty={
          <EmptyView
            title={t('welcomes.empty')}
            about={t('welcomes.emptyAbout')}
            act={<ButtonLink to={page('/contact-codes')}>{t('contactCodes.title')}</ButtonLink>}
          />
        }
      />
    </PageFrame>
  );
}

function useColumns(): Column<Welcome>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  return [
    {
      key: 'received_at',
      title: t('welcomes.receivedAt'),
      render: (row) => <time>{formatInstant(row.received_at, workspace.zone, true)}</time>,
      plain: (row) => row.received_at,
    },
    {
      key: 'code',
      title: t('welcomes.code'),
      render: (row) => (
        <Link className="clip" to={page(`/contact-codes/${row.code}`)}>
          {text(row.label) || row.code}
        </Link>
      ),
      plain: (row) => row.code,
    },
    {
      key: 'staff',
      title: t('welcomes.staff'),
      render: (row) => <span className="mono">{row.staff}</span>,
      plain: (row) => row.staff,
    },
    {
      key: 'state',
      title: t('welcomes.state'),
      render: (row) => <span className={`chip ${TONES[row.state] ?? ''}`}>{t(`welcomes.states.${row.state}`)}</span>,
      plain: (row) => row.state,
    },
    {
      key: 'reason',
      title: t('welcomes.reason'),
      render: (row) => text(row.reason) || '–',
      plain: (row) => row.reason?.en,
    },
    {
      key: 'waited',
      title: t('welcomes.waited'),
      amount: true,
      render: (row) => <Num value={row.waited_ms} />,
      plain: (row) => row.waited_ms,
    },
  ];
}
