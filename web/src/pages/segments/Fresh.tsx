/** How fresh something live is: as of which instant it is right, and whether something waits to be followed. */

import type { Freshness } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant, formatNumber } from '../../ui/format';

export function Fresh({ live }: { live: Freshness }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const about = t('segments.roundTook', {
    at: formatInstant(live.ran_at, workspace.zone, true),
    ms: formatNumber(live.took_ms),
  });
  return (
    <span className={live.is_current ? 'chip on' : 'chip'} title={about}>
      {t('segments.liveAt', { at: formatInstant(live.at, workspace.zone, true) })}
      {!live.is_current && ` · ${t('segments.catchingUp')}`}
    </span>
  );
}

/** How often what is live is asked for again, in milliseconds. */
export const LIVE_EVERY = 3_000;
