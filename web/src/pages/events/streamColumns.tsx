/** The columns of the live stream. */

import { Link } from 'react-router';
import type { RecentEvent } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant, formatWord } from '../../ui/format';
import { Money } from '../../ui/numbers';

const ABOUT = ['product_key', 'store_key', 'order_key'] as const;
const MOST_SHOWN = 3;

export function useStreamColumns(): Column<RecentEvent>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  return [
    {
      key: 'at',
      title: t('events.at'),
      width: 150,
      render: (row) => <time>{formatInstant(row.occurred_at, workspace.zone, true)}</time>,
    },
    {
      key: 'type',
      title: t('events.type'),
      render: (row) => (
        <Link className="clip" to={page(`/events/${encodeURIComponent(row.type ?? '')}`)}>
          {text(row.label)}
        </Link>
      ),
    },
    {
      key: 'member',
      title: t('events.member'),
      render: (row) =>
        row.member_id ? <Link to={page(`/members/${row.member_id}`)}>№ {row.member_id}</Link> : t('events.nobody'),
    },
    { key: 'channel', title: t('events.channel'), render: (row) => (row.channel ? formatWord(row.channel) : '–') },
    {
      key: 'about',
      title: t('events.particulars'),
      render: (row) => <Chips event={row} />,
    },
    {
      key: 'value',
      title: t('events.value'),
      amount: true,
      render: (row) => (row.value_minor == null ? '–' : <Money minor={row.value_minor} />),
    },
  ];
}

function Chips({ event }: { event: RecentEvent }) {
  const { t } = useTranslation();
  const keys = ABOUT.flatMap((name) => (event[name] ? [{ name: t(`events.${name}`), value: event[name] }] : []));
  const told = keys.map(({ value }) => value);
  // What stands in a column of its own already is not said twice.
  const own = Object.entries(event.properties)
    .map(([name, value]) => ({ name, value: said(value) }))
    .filter(({ value }) => !told.includes(value));
  const all = [...keys, ...own];
  return (
    <span className="chips tags">
      {all.slice(0, MOST_SHOWN).map(({ name, value }) => (
        <span key={name} className="chip">
          <span className="kind">{name}</span>
          <span className="clip">{value}</span>
        </span>
      ))}
      {all.length > MOST_SHOWN && <span className="chip">+{all.length - MOST_SHOWN}</span>}
      {event.is_sealed && <span className="chip on">{t('events.sealed')}</span>}
    </span>
  );
}

/** A value of JSON as a few words. */
export function said(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
