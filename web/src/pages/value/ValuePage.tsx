/** Value: who brings the money – the RFM grid, and how concentrated revenue is. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Concentration, Rfm } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Period, usePeriod } from '../../ui/Period';
import { Tabs } from '../../ui/Tabs';
import { ConcentrationReport } from './ConcentrationReport';
import { RfmReport } from './RfmReport';
import './value.css';

const PERIODS = [30, 90, 180, 365];

export default function ValuePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const period = usePeriod(PERIODS, 365);
  const tabs = [
    { key: 'rfm', label: t('value.rfm'), draw: () => <RfmTab days={period.days} /> },
    { key: 'concentration', label: t('value.concentration'), draw: () => <ConcentrationTab days={period.days} /> },
  ];
  function open(view: string) {
    params.set('view', view);
    setParams(params, { replace: true });
  }
  return (
    <PageFrame title={t('value.title')} lead={t('value.lead')} actions={<Period period={period} />}>
      <Tabs label={t('value.title')} tabs={tabs} open={params.get('view') ?? 'rfm'} onOpen={open} />
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
      {(found) => <ConcentrationReport found={found} />}
    </Loaded>
  );
}
