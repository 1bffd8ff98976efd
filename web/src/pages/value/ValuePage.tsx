/** Value: who brings the money – the RFM grid, how concentrated revenue is, and what is to come. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Concentration, Forecast, PromotionReport as Promotion, Rfm } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Period, usePeriod } from '../../ui/Period';
import { Tabs } from '../../ui/Tabs';
import { ConcentrationReport } from './ConcentrationReport';
import { ForecastReport } from './ForecastReport';
import { HeadMoves } from './HeadMoves';
import { PromotionReport } from './PromotionReport';
import { RfmReport } from './RfmReport';
import './value.css';

const PERIODS = [30, 90, 180, 365];
/** A forecast is checked against as many days of the past, so it looks less far. */
const FORECAST_DAYS = 90;

export default function ValuePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const view = params.get('view') ?? 'rfm';
  const period = usePeriod(PERIODS, view === 'forecast' ? FORECAST_DAYS : 365);
  const tabs = [
    { key: 'rfm', label: t('value.rfm'), draw: () => <RfmTab days={period.days} /> },
    { key: 'concentration', label: t('value.concentration'), draw: () => <ConcentrationTab days={period.days} /> },
    { key: 'promotion', label: t('worth.promotion'), draw: () => <PromotionTab days={period.days} /> },
    { key: 'forecast', label: t('value.forecast'), draw: () => <ForecastTab days={period.days} /> },
  ];
  function open(view: string) {
    params.set('view', view);
    setParams(params, { replace: true });
  }
  return (
    <PageFrame
      title={t('value.title')}
      lead={t('value.lead')}
      actions={<Period period={period} ahead={view === 'forecast'} />}
    >
      <Tabs label={t('value.title')} tabs={tabs} open={view} onOpen={open} />
    </PageFrame>
  );
}

/** A report on the last days; while another period is counted the one before stays in sight. */
function useReport<Report>(name: string, days: number) {
  const path = useAccess().api(`/value/${name}`);
  return useQuery({
    queryKey: [path, days],
    queryFn: ({ signal }) => get<Report>(path, { days }, signal),
    placeholderData: keepPreviousData,
  });
}

function RfmTab({ days }: { days: number }) {
  return (
    <Loaded query={useReport<Rfm>('rfm', days)} rows={12}>
      {(rfm) => <RfmReport rfm={rfm} />}
    </Loaded>
  );
}

function ConcentrationTab({ days }: { days: number }) {
  return (
    <Loaded query={useReport<Concentration>('concentration', days)} rows={12}>
      {(found) => (
        <div className="stack">
          <ConcentrationReport found={found} />
          {found.members > 0 && <HeadMoves days={days} />}
        </div>
      )}
    </Loaded>
  );
}

function PromotionTab({ days }: { days: number }) {
  return (
    <Loaded query={useReport<Promotion>('promotion', days)} rows={12}>
      {(found) => <PromotionReport found={found} />}
    </Loaded>
  );
}

function ForecastTab({ days }: { days: number }) {
  return (
    <Loaded query={useReport<Forecast>('forecast', days)} rows={12}>
      {(found) => <ForecastReport found={found} />}
    </Loaded>
  );
}
