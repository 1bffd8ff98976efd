/** Everything an event said that lies open, and that the rest is sealed. */

import type { RecentEvent } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant } from '../../ui/format';
import { said } from './streamColumns';

export function Properties({ event }: { event: RecentEvent }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const own = Object.entries(event.properties);
  return (
    <div className="stack">
      <dl className="pairs">
        <dt>{t('events.receivedAt')}</dt>
        <dd>{formatInstant(event.received_at, workspace.zone, true)}</dd>
        <dt>{t('events.load')}</dt>
        <dd>{event.load}</dd>
        {own.map(([name, value]) => (
          <Pair key={name} name={name} value={said(value)} />
        ))}
      </dl>
      {own.length === 0 && <p className="muted">{t('events.noProperties')}</p>}
      {event.is_sealed && <p className="muted">{t('events.sealedAbout')}</p>}
    </div>
  );
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="mono">{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
