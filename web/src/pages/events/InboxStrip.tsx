/** How the inbox is doing: what waits and for how long, how fast it is loaded, what was refused. */

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { Inbox } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant, formatNumber, formatSeconds } from '../../ui/format';
import { ProblemView } from '../../ui/ProblemView';

const EVERY_MS = 5000;
const LONG_SECONDS = 60;

export function InboxStrip() {
  const { api } = useAccess();
  const path = api('/inbox');
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Inbox>(path, undefined, signal),
    refetchInterval: EVERY_MS,
  });
  if (query.error && !query.data) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  return <Figures inbox={query.data} now={query.dataUpdatedAt} />;
}

function Figures({ inbox, now }: { inbox: Inbox | undefined; now: number }) {
  const { t } = useTranslation();
  const { workspace, page } = useAccess();
  const age = inbox?.oldest_at ? Math.max(0, (now - Date.parse(inbox.oldest_at)) / 1000) : 0;
  const refused = inbox && inbox.refused.too_fast + inbox.refused.full;
  const reasons = inbox && t('events.refusedBy', { fast: inbox.refused.too_fast, full: inbox.refused.full });
  return (
    <dl className="kpis" aria-label={t('events.inbox')}>
      <Figure
        label={t('events.waiting')}
        value={formatNumber(inbox?.waiting)}
        foot={inbox && t('events.waitingEvents', { count: inbox.waiting_events })}
      />
      <Figure
        label={t('events.age')}
        tone={age > LONG_SECONDS ? 'warn' : ''}
        value={inbox ? formatSeconds(age) : '–'}
        foot={age > LONG_SECONDS && t('events.ageLong')}
      />
      <Figure
        label={t('events.rate')}
        value={formatNumber(inbox?.events_a_second, 1)}
        foot={inbox?.last_done_at && t('events.lastLoad', { at: formatInstant(inbox.last_done_at, workspace.zone) })}
      />
      <Figure label={t('events.refused')} tone={refused ? 'warn' : ''} value={formatNumber(refused)} foot={reasons} />
      <Figure
        label={t('events.letters')}
        tone={inbox?.letters ? 'warn' : ''}
        value={
          inbox?.letters ? (
            <Link to={page('/dead-letters')}>{formatNumber(inbox.letters)}</Link>
          ) : (
            formatNumber(inbox?.letters)
          )
        }
        foot={t('events.lettersAbout')}
      />
    </dl>
  );
}

type FigureProps = { label: string; value: ReactNode; foot?: ReactNode; tone?: string };

function Figure({ label, value, foot, tone = '' }: FigureProps) {
  return (
    <div className="kpi">
      <dt>{label}</dt>
      <dd className={`kpi-value ${tone}`}>{value}</dd>
      <dd className="kpi-foot">{foot}</dd>
    </div>
  );
}
