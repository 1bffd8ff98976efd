/** Multi-touch: by how many kinds of connection members are held, and how they get from pool to pool. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { ConnectionReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Period, usePeriod } from '../../ui/Period';
import { useAddress } from '../behaviour/asked';
import { Choice } from '../behaviour/Controls';
import { How } from '../behaviour/Facts';
import { useSegments } from '../behaviour/useSegments';
import { Answer } from './Answer';
import { CrossingTable } from './CrossingTable';
import { DepthChart } from './DepthChart';
import { KindTable } from './KindTable';
import './connections.css';

const PERIODS = [30, 90, 180, 365];

export default function ConnectionsPage() {
  const { t } = useTranslation();
  const period = usePeriod(PERIODS, 90);
  const { value } = useAddress();
  const path = useAccess().api('/connections');
  const asked = { days: period.days, segment: value('segment'), as_of: value('on') };
  const query = useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => get<ConnectionReport>(path, asked, signal),
    placeholderData: keepPreviousData,
  });
  const found = query.data;
  return (
    <PageFrame
      title={t('connections.title')}
      lead={found && t('overview.lead', { from: formatDay(found.period.from), to: formatDay(found.period.to) })}
    >
      <div className="stack">
        <Choices period={period} shown={found?.as_of} />
        <Loaded query={query} rows={12}>
          {(report) => <Report report={report} />}
        </Loaded>
      </div>
    </PageFrame>
  );
}

function Report({ report }: { report: ConnectionReport }) {
  const { t } = useTranslation();
  if (report.members === 0) {
    return <EmptyView title={t('connections.empty')} about={t('connections.emptyAbout')} />;
  }
  return (
    <div className="stack">
      <Answer report={report} />
      <div className="connection-halves">
        <DepthChart report={report} />
        <KindTable report={report} />
      </div>
      <CrossingTable report={report} />
      <How points={['how1', 'how2', 'how3', 'how4'].map((key) => t(`connections.${key}`))} />
    </div>
  );
}

function Choices({ period, shown }: { period: ReturnType<typeof usePeriod>; shown?: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { value, put } = useAddress();
  const segments = useSegments().data?.items ?? [];
  return (
    <div className="report-controls">
      <Period period={period} />
      <span className="choice">
        <span className="muted small" aria-hidden>
          {t('connections.on')}
        </span>
        <Input
          type="date"
          className="day"
          aria-label={t('connections.on')}
          value={value('on') || shown || ''}
          onChange={({ target }) => put({ on: target.value })}
        />
      </span>
      <Choice
        label={t('behaviour.segment')}
        value={value('segment')}
        options={[
          { value: '', label: t('behaviour.everybody') },
          ...segments.map((each) => ({ value: each.name, label: text(each.label) || each.name })),
        ]}
        onChange={(segment) => put({ segment })}
      />
    </div>
  );
}
