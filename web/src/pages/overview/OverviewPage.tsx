/** Overview: how the brand's members did in a period against the one before, and what to do next. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { NextAction, Overview } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Period, usePeriod } from '../../ui/Period';
import { Kpis } from './Kpis';
import { TrendChart } from './TrendChart';

const PERIODS = [7, 30, 90, 365];

export default function OverviewPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const choice = usePeriod(PERIODS, 30);
  const { days } = choice;
  const path = api('/overview');
  const query = useQuery({
    queryKey: [path, days],
    queryFn: ({ signal }) => get<Overview>(path, { days }, signal),
    placeholderData: keepPreviousData,
  });
  const period = query.data?.period;
  return (
    <PageFrame
      title={t('overview.title')}
      lead={period && t('overview.lead', { from: formatDay(period.from), to: formatDay(period.to) })}
      actions={<Period period={choice} />}
    >
      <Loaded query={query} rows={10}>
        {(overview) => (
          <>
            <Kpis metrics={overview.metrics} before={overview.before} />
            <div className="split">
              <TrendChart trend={overview.trend} />
              <NextActions actions={overview.next_actions} />
            </div>
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

function NextActions({ actions }: { actions: NextAction[] }) {
  const { t } = useTranslation();
  const { page } = useAccess();
  const text = useText();
  return (
    <Panel title={t('overview.next')}>
      {actions.length === 0 && <EmptyView title={t('overview.nothingNext')} />}
      <ul className="next-actions">
        {actions.map((action) => (
          <li key={action.code}>
            <Link to={page(action.link)}>
              <span>{text(action.text)}</span>
              <span aria-hidden>→</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
