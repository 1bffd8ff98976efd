/** The head on two days: what is asked, and the report. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { HeadReport as Report } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatRate } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { useAddress } from '../behaviour/asked';
import { Choice } from '../behaviour/Controls';
import { DaySelect } from '../stages/DaySelect';
import { HeadReport } from './HeadReport';

const TARGETS = ['0.2', '0.4', '0.6', '0.8'];
const QUIET = ['30', '60', '90', '180'];

export function HeadMoves({ days }: { days: number }) {
  const { t } = useTranslation();
  const { value, chosen, put } = useAddress();
  const path = useAccess().api('/value/head');
  const target = chosen('target', TARGETS, '0.4');
  const quiet = chosen('quiet', QUIET, '60');
  const query = { days, target, quiet, on: value('on') || undefined, since: value('since') || undefined };
  const report = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Report>(path, query, signal),
    placeholderData: keepPreviousData,
  });
  const named = (each: string) => ({ value: each, label: t('worth.quietDays', { days: each }) });
  return (
    <section className="stack" aria-labelledby="head-moves">
      <h2 id="head-moves">{t('worth.moved')}</h2>
      <div className="report-controls">
        <DaySelect name="since" shown={report.data?.since} most={report.data?.on} />
        <DaySelect name="on" shown={report.data?.on} />
        <Choice
          label={t('worth.target')}
          value={target}
          options={TARGETS.map((each) => ({ value: each, label: formatRate(Number(each), 0) }))}
          onChange={(one) => put({ target: one })}
        />
        <Choice
          label={t('worth.quiet')}
          value={quiet}
          options={QUIET.map(named)}
          onChange={(one) => put({ quiet: one })}
        />
      </div>
      <Loaded query={report} rows={8}>
        {(found) => <HeadReport report={found} />}
      </Loaded>
    </section>
  );
}
