/** Digitisation: how much of the trade is with known members, and how many of them can be met online. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Digitisation } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatDay } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Period, usePeriod } from '../../ui/Period';
import { Segmented } from '../../ui/Segmented';
import { Answer } from './Answer';
import { Places } from './Places';
import { TrendChart } from './TrendChart';

const TargetDialog = lazy(() => import('./TargetDialog'));

const PERIODS = [7, 30, 90, 365];
const PLACES = ['store', 'staff'] as const;
type Place = (typeof PLACES)[number];

export default function DigitisationPage() {
  const { t } = useTranslation();
  const { can } = useAccess();
  const period = usePeriod(PERIODS, 30);
  const { by, choose } = usePlace();
  const [asking, setAsking] = useState(false);
  const query = useReport(period.days, by);
  const found = query.data;
  return (
    <PageFrame
      title={t('digitisation.title')}
      lead={found && t('overview.lead', { from: formatDay(found.period.from), to: formatDay(found.period.to) })}
      actions={
        <span className="row">
          {can('settings.edit') && <Button onClick={() => setAsking(true)}>{t('digitisation.targets')}</Button>}
          <Period period={period} />
        </span>
      }
    >
      <Loaded query={query} rows={12}>
        {(report) => (
          <div className="stack">
            <Answer report={report} />
            <TrendChart report={report} />
            <Places
              report={report}
              choice={
                <Segmented<Place>
                  small
                  label={t('digitisation.by')}
                  value={by}
                  options={PLACES.map((value) => ({ value, label: t(`digitisation.byIs.${value}`) }))}
                  onChange={choose}
                />
              }
            />
            <p className="muted">{t('digitisation.how')}</p>
          </div>
        )}
      </Loaded>
      {asking && found && (
        <Suspense fallback={null}>
          <TargetDialog targets={found.targets} today={found.period.to} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </PageFrame>
  );
}

function usePlace() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('by');
  const by: Place = asked === 'staff' ? 'staff' : 'store';
  function choose(place: Place) {
    params.set('by', place);
    for (const name of ['page', 'cursor']) params.delete(name);
    setParams(params, { replace: true });
  }
  return { by, choose };
}

function useReport(days: number, by: Place) {
  const path = useAccess().api('/digitisation');
  return useQuery({
    queryKey: [path, days, by],
    queryFn: ({ signal }) => get<Digitisation>(path, { days, by }, signal),
    placeholderData: keepPreviousData,
  });
}
