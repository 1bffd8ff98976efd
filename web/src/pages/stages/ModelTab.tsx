/** One model: the days and the category it is asked for, and its report. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get } from '../../api/client';
import type { StageReport as Report, StageModel } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { useAddress } from '../behaviour/asked';
import { CategorySelect } from './CategorySelect';
import { DaySelect } from './DaySelect';
import { StageReport } from './StageReport';

const SettingsDialog = lazy(() => import('./SettingsDialog'));

export function ModelTab({ model }: { model: StageModel }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const { value } = useAddress();
  const [open, setOpen] = useState(false);
  const path = api(`/stages/${model}`);
  const query = {
    on: value('on') || undefined,
    since: value('since') || undefined,
    category: (model === 'lifecycle' && value('category')) || undefined,
  };
  const report = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Report>(path, query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <div className="report-controls">
        {model === 'lifecycle' && <CategorySelect />}
        <DaySelect name="since" shown={report.data?.since} most={report.data?.on} />
        <DaySelect name="on" shown={report.data?.on} />
        <Button onClick={() => setOpen(true)}>{t('stages.settings')}</Button>
      </div>
      <Loaded query={report} rows={12}>
        {(found) => <StageReport report={found} />}
      </Loaded>
      {open && (
        <Suspense fallback={null}>
          <SettingsDialog model={model} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
