/** The columns of the list of channels. */

import { Link } from 'react-router';
import type { Channel } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Outcome } from './Outcome';
import { useKindLabel } from './useKinds';

export function useChannelColumns(): Column<Channel>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const kindLabel = useKindLabel();
  return [
    {
      key: 'name',
      title: t('platforms.name'),
      render: (row) => (
        <>
          <Link className="clip" to={page(`/channels/${row.id}`)}>
            {row.name}
          </Link>
          <div className="muted small">{kindLabel(row.kind)}</div>
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'kind',
      title: t('platforms.kind'),
      extra: true,
      render: (row) => kindLabel(row.kind),
      plain: (row) => row.kind,
    },
    {
      key: 'identity',
      title: t('platforms.identity'),
      render: (row) => <span className="mono clip">{row.identity}</span>,
      plain: (row) => row.identity,
    },
    {
      key: 'state',
      title: t('platforms.state'),
      render: (row) => <ChannelState channel={row} />,
      plain: (row) => (row.disabled_at ? 'disabled' : 'active'),
    },
    {
      key: 'today',
      title: t('platforms.callsToday'),
      amount: true,
      render: (row) => <Num value={row.calls_today} />,
      plain: (row) => row.calls_today,
    },
    {
      key: 'failures',
      title: t('platforms.failuresToday'),
      amount: true,
      render: (row) =>
        row.failures_today ? (
          <span className="chip bad">
            <Num value={row.failures_today} />
          </span>
        ) : (
          <Num value={0} />
        ),
      plain: (row) => row.failures_today,
    },
    {
      key: 'last',
      title: t('platforms.lastCall'),
      render: (row) => (row.last ? <time>{formatInstant(row.last.at, workspace.zone)}</time> : t('platforms.never')),
      plain: (row) => row.last?.at ?? null,
    },
    {
      key: 'lastFailure',
      title: t('platforms.lastFailure'),
      render: (row) =>
        row.last_failure ? (
          <>
            <time>{formatInstant(row.last_failure.at, workspace.zone)}</time>
            <div className="small">
              <Outcome call={row.last_failure} />
            </div>
          </>
        ) : (
          t('platforms.noFailure')
        ),
      plain: (row) => row.last_failure?.at ?? null,
    },
    {
      key: 'address',
      title: t('platforms.address'),
      extra: true,
      render: (row) => <span className="mono clip">{row.base_url}</span>,
      plain: (row) => row.base_url,
    },
  ];
}

/** Whether a channel is in use. */
export function ChannelState({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (!channel.disabled_at) return <span className="chip good">{t('platforms.active')}</span>;
  return (
    <span className="chip bad">
      {t('platforms.disabledSince', { at: formatInstant(channel.disabled_at, workspace.zone) })}
    </span>
  );
}
