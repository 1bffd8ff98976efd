/** As of when features were kept last, and how much of that was computed anew. */

import type { FeatureCoverage } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant, formatNumber } from '../../ui/format';

export function Freshness({ run }: { run: FeatureCoverage['run'] }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (!run) return <p className="muted">{t('features.never')}</p>;
  const words = {
    on: run.on,
    at: formatInstant(run.made_at, workspace.zone),
    members: formatNumber(run.members),
    computed: formatNumber(run.computed),
    seconds: formatNumber(run.seconds, 1),
  };
  return <p className="muted">{t('features.fresh', words)}</p>;
}
