/** Stickiness: what counts as active, and for how long. */

import type { StickinessReport as Report } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { Period, usePeriod } from '../../ui/Period';
import { useAddress, useAgainst, useCompared } from './asked';
import { ActSelect, Controls } from './Controls';
import { PERIODS } from './FunnelTab';
import { StickinessReport } from './StickinessReport';

export function StickinessTab() {
  const { t } = useTranslation();
  const { value } = useAddress();
  const period = usePeriod(PERIODS, 90);
  const { against, segment } = useAgainst();
  const query = { days: period.days, did: value('did') || 'any', segment: segment || undefined };
  const { now, compared } = useCompared<Report>('stickiness', query, against);
  return (
    <div className="stack">
      <Controls>
        <Period period={period} />
        <ActSelect label={t('behaviour.did')} name="did" first="any" extra={['any']} />
      </Controls>
      <Loaded query={now} rows={12}>
        {(report) => <StickinessReport report={report} then={compared} against={against} />}
      </Loaded>
    </div>
  );
}
