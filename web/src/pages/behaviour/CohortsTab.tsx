/** Cohorts: what members began with, what counts as coming back, and the retention of each cohort. */

import type { CohortReport as Report } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { Segmented } from '../../ui/Segmented';
import { useAddress, useAgainst, useReport } from './asked';
import { CohortReport } from './CohortReport';
import { ActSelect, Controls } from './Controls';

const UNITS = ['month', 'week', 'day'] as const;
const PERIODS = { month: 12, week: 12, day: 14 };

export function CohortsTab() {
  const { t } = useTranslation();
  const { value, chosen, put } = useAddress();
  const { against, segment } = useAgainst(false);
  const by = chosen('by', UNITS, 'month');
  const query = {
    by,
    periods: PERIODS[by],
    start: value('start') || 'ordered',
    back: value('back') || 'ordered',
    segment: segment || undefined,
  };
  const now = useReport<Report>('cohorts', query);
  const all = useReport<Report>('cohorts', { ...query, segment: undefined }, against === 'all');
  return (
    <div className="stack">
      <Controls canBefore={false}>
        <Segmented
          label={t('behaviour.by')}
          value={by}
          options={UNITS.map((each) => ({ value: each, label: t(`behaviour.byIs.${each}`) }))}
          onChange={(unit) => put({ by: unit })}
        />
        <ActSelect label={t('behaviour.start')} name="start" first="ordered" extra={['joined_on', 'any']} />
        <ActSelect label={t('behaviour.back')} name="back" first="ordered" extra={['any']} />
      </Controls>
      <Loaded query={now} rows={12}>
        {(report) => <CohortReport report={report} against={against === 'all' ? all.data : undefined} />}
      </Loaded>
    </div>
  );
}
