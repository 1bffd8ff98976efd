/** Value: who brings the money – the RFM grid, and how concentrated revenue is. */

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Concentration, Rfm } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { ConcentrationReport } from './ConcentrationReport';
import { RfmReport } from './RfmReport';
import './value.css';

export default function ValuePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { key: 'rfm', label: t('value.rfm'), draw: () => <RfmTab /> },
    { key: 'concentration', label: t('value.concentration'), draw: () => <ConcentrationTab /> },
  ];
  return (
    <PageFrame title={t('value.title')} lead={t('value.lead')}>
      <Tabs
        label={t('value.title')}
        tabs={tabs}
        open={params.get('view') ?? 'rfm'}
        onOpen={(view) => setParams({ view }, { replace: true })}
      />
    </PageFrame>
  );
}

function RfmTab() {
  const { api } = useAccess();
  const path = api('/value/rfm');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Rfm>(path, { days: 365 }, signal) });
  return (
    <Loaded query={query} rows={12}>
      {(rfm) => <RfmReport rfm={rfm} />}
    </Loaded>
  );
}

function ConcentrationTab() {
  const { api } = useAccess();
  const path = api('/value/concentration');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Concentration>(path, undefined, signal) });
  return (
    <Loaded query={query} rows={12}>
      {(found) => <ConcentrationReport found={found} />}
    </Loaded>
  );
}
