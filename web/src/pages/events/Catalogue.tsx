/** Every type of event that came in: how often, when last, and how many depart from what was agreed. */

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EventType } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';

const KEPT = ['standard', 'own', 'agreed', 'departing'];

export function Catalogue({ connect }: { connect: ReactNode }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  return (
    <DataTable<EventType>
      name="event-types"
      caption={t('events.types')}
      path={api('/event-types')}
      search={t('events.search')}
      filters={['only']}
      tools={(list) => <Only list={list} />}
      columns={useTypeColumns()}
      rowKey={(row) => row.name}
      empty={<EmptyView title={t('events.empty')} about={t('events.emptyAbout')} act={connect} />}
    />
  );
}

function Only({ list }: { list: ListState }) {
  const { t } = useTranslation();
  return (
    <PlainSelect
      label={t('events.only')}
      value={list.value('only')}
      options={['', ...KEPT].map((value) => ({ value, label: t(`events.onlyIs.${value || 'every'}`) }))}
      onChange={(only) => list.set({ only })}
    />
  );
}

function useTypeColumns(): Column<EventType>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  const when = (key: 'first_seen_at' | 'last_seen_at', more: Partial<Column<EventType>>): Column<EventType> => ({
    key,
    title: t(`events.${key}`),
    render: (row) => <time>{formatInstant(row[key], workspace.zone)}</time>,
    plain: (row) => row[key],
    ...more,
  });
  return [
    {
      key: 'name',
      title: t('events.type'),
      sort: 'name',
      render: (row) => (
        <>
          <Link className="clip" to={page(`/events/${encodeURIComponent(row.name)}`)}>
            {text(row.label)}
          </Link>
          {row.is_standard && <div className="mono muted">{row.name}</div>}
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'about',
      title: t('events.about'),
      extra: true,
      render: (row) => <span className="clip">{row.about || '–'}</span>,
      plain: (row) => row.about,
    },
    {
      key: 'count',
      title: t('events.count'),
      amount: true,
      sort: 'count',
      render: (row) => <Num value={row.count} />,
      plain: (row) => row.count,
    },
    when('last_seen_at', { sort: 'last_seen_at' }),
    when('first_seen_at', { extra: true }),
    {
      key: 'properties',
      title: t('events.properties'),
      amount: true,
      render: (row) => <Num value={row.properties} />,
      plain: (row) => row.properties,
    },
    {
      key: 'agreed',
      title: t('events.schema'),
      render: (row) => (
        <span className={row.agreed_at ? 'chip on' : 'chip'}>
          {t(row.agreed_at ? 'events.fixed' : 'events.learnt')}
        </span>
      ),
      plain: (row) => row.agreed_at,
    },
    {
      key: 'departures',
      title: t('events.departures'),
      amount: true,
      sort: 'departures',
      render: (row) => (row.agreed_at ? <Departures count={row.departures} /> : '–'),
      plain: (row) => row.departures,
    },
  ];
}

function Departures({ count }: { count: number }) {
  return count ? (
    <span className="chip warn">
      <Num value={count} />
    </span>
  ) : (
    <Num value={0} />
  );
}
