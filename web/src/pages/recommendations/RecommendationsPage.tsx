/** What members will probably buy next: how good that is, what sets each stage apart, and one member looked up. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { RecommendationReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Note } from '../../ui/Note';
import { PageFrame } from '../../ui/PageFrame';
import { How } from '../behaviour/Facts';
import { HitChart } from './HitChart';
import { HitTable } from './HitTable';
import { LookUp } from './LookUp';
import { percent } from './rates';
import { StageProducts } from './StageProducts';

export default function RecommendationsPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/recommendations/report');
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<{ report: RecommendationReport | null }>(path, undefined, signal),
  });
  return (
    <PageFrame title={t('next.question')} lead={t('next.lead')}>
      <Loaded query={query} rows={10}>
        {({ report }) =>
          report ? <Report report={report} /> : <EmptyView title={t('next.empty')} about={t('next.emptyAbout')} />
        }
      </Loaded>
    </PageFrame>
  );
}

function Report({ report }: { report: RecommendationReport }) {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useAccess();
  const { days, top } = report;
  return (
    <div className="stack">
      <p className="answer">
        {report.modes.length === 0
          ? t('next.unchecked')
          : report.modes.map((one) => (
              <span key={one.mode}>
                {t(`next.answer.${one.mode}`, {
                  days,
                  top,
                  rate: percent(one.model[top - 1]),
                  popular: percent(one.popular[top - 1]),
                })}{' '}
              </span>
            ))}
        <span className="muted">{t('value.asOf', { day: formatDay(report.as_of) })}</span>
      </p>
      {report.doubts.length > 0 && (
        <Note tone="info" title={t('next.doubts')}>
          <ul className="how">
            {report.doubts.map((each) => (
              <li key={each.en}>{text(each)}</li>
            ))}
          </ul>
        </Note>
      )}
      {can('members.view') && <LookUp />}
      {report.modes.length > 0 && (
        <>
          <HitChart report={report} />
          <HitTable report={report} />
        </>
      )}
      <StageProducts report={report} />
      <How
        points={[
          t('next.how.split', { until: formatDay(report.until), days }),
          t('next.how.hit', { top }),
          t('next.how.model', { products: formatNumber(report.products) }),
          ...['popular', 'stage', 'margin', 'fresh'].map((key) => t(`next.how.${key}`)),
        ]}
      />
    </div>
  );
}
