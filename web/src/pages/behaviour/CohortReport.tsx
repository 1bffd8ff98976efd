/** The retention of cohorts: an answer, the curve, and the triangle of all cohorts. */

import type { CohortReport as Report } from '../../api/types';
import { useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { CohortTable } from './CohortTable';
import { How } from './Facts';
import { RetentionChart } from './RetentionChart';

type Props = { report: Report; against?: Report };

export function CohortReport({ report, against }: Props) {
  const { t } = useTranslation();
  if (report.began === 0) return <EmptyView title={t('behaviour.cohortEmpty')} about={t('behaviour.emptyAbout')} />;
  const next = report.average[1];
  const unit = t(`behaviour.unit.${report.by}`);
  const all = against?.average[1]?.rate;
  return (
    <div className="stack">
      <p className="answer">
        {next?.rate == null
          ? t('behaviour.cohortTooSoon', { unit })
          : t('behaviour.cohortAnswer', {
              unit,
              rate: formatRate(next.rate),
              active: formatNumber(next.active),
              members: formatNumber(next.members),
            })}
        {all != null && ` ${t('behaviour.cohortAgainst', { rate: formatRate(all) })}`}
        <span className="muted"> {t('value.asOf', { day: formatDay(report.as_of) })}</span>
      </p>
      <RetentionChart report={report} against={against} />
      <CohortTable report={report} />
      <How points={['cohortHow1', 'cohortHow2', 'cohortHow3'].map((key) => t(`behaviour.${key}`, { unit }))} />
    </div>
  );
}
