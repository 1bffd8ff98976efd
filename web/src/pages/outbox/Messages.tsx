/** Messages, the newest first: to whom, by what, in which state and why; those that wait can be cancelled. */

import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { post } from '../../api/client';
import type { OutMessage } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { PlainSelect } from '../../ui/PlainSelect';
import { Counts } from './Counts';
import { MessageState } from './MessageState';

const LANES = ['', 'transactional', 'bulk'] as const;

export function Messages({ act }: { act: ReactNode }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [params, setParams] = useSearchParams();
  function pick(state: string, rule: string) {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries({ state, rule, cursor: '', page: '' })) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  }
  return (
    <div className="stack">
      <Counts state={params.get('state') ?? ''} rule={params.get('rule') ?? ''} onPick={pick} />
      <DataTable<OutMessage>
        name="messages"
        caption={t('outbox.messages')}
        path={api('/messages')}
        columns={useMessageColumns()}
        rowKey={(row) => row.id}
        filters={['state', 'rule', 'lane', 'channel', 'batch', 'member_id']}
        refresh={() => 5_000}
        tools={(list) => (
          <PlainSelect
            label={t('outbox.lane')}
            value={list.value('lane')}
            options={LANES.map((value) => ({ value, label: t(value ? `outbox.lanes.${value}` : 'outbox.everyLane') }))}
            onChange={(lane) => list.set({ lane })}
          />
        )}
        empty={<EmptyView title={t('outbox.empty')} about={t('outbox.emptyAbout')} act={act} />}
      />
    </div>
  );
}

function useMessageColumns(): Column<OutMessage>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const when = (key: 'made_at' | 'due_at' | 'sent_at', extra = false): Column<OutMessage> => ({
    key,
    title: t(`outbox.${key}`),
    extra,
    render: (row) => <time>{row[key] ? formatInstant(row[key] ?? '', workspace.zone) : '–'}</time>,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'member',
      title: t('outbox.member'),
      render: (row) => <Link to={page(`/members/${row.member_id}`)}>{t('members.number', { id: row.member_id })}</Link>,
      plain: (row) => row.member_id,
    },
    {
      key: 'what',
      title: t('outbox.what'),
      render: (row) => row.template || <span className="muted">{t('outbox.givenWords')}</span>,
      plain: (row) => row.template,
    },
    { key: 'transport', title: t('outbox.transport'), render: (row) => row.transport, plain: (row) => row.transport },
    {
      key: 'lane',
      title: t('outbox.lane'),
      extra: true,
      render: (row) => t(`outbox.lanes.${row.lane}`),
      plain: (row) => row.lane,
    },
    {
      key: 'state',
      title: t('outbox.stateIs'),
      render: (row) => <MessageState message={row} />,
      plain: (row) => `${row.state} ${row.rule} ${row.reason}`.trim(),
    },
    when('made_at', true),
    when('due_at'),
    when('sent_at'),
    { key: 'act', title: '', render: (row) => <Cancel message={row} />, plain: () => '' },
  ];
}

function Cancel({ message }: { message: OutMessage }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const queries = useQueryClient();
  if (!can('messages.edit') || !['waiting', 'deferred'].includes(message.state)) return null;
  async function cancel() {
    await post(api(`/messages/${message.id}/cancellations`), {});
    await queries.invalidateQueries();
  }
  return (
    <Button small onClick={() => void cancel()}>
      {t('outbox.cancel')}
    </Button>
  );
}
