/** How regularly members come: an answer, active members day by day, and on how many days each was active. */

import type { StickinessReport as Report } from '../../api/types';
import { useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { ActiveChart } from './ActiveChart';
import { type Against, changeOf, pointsOf } from './asked';
import { Fact, How } from './Facts';
import { RegularChart } from './RegularChart';

type Props = { report: Report; then?: Report; against: Against };

export function StickinessReport({ report, then, against }: Props) {
  const { t } = useTranslation();
  if (report.active === 0) return <EmptyView title={t('behaviour.stickyEmpty')} about={t('behaviour.emptyAbout')} />;
  const told = then && (against === 'all' ? t('behaviour.againstAll') : t('behaviour.againstSpan', { ...then.period }));
  const last = report.trend.at(-1);
  return (
    <div className="stack">
      <p className="answer">
        {t('behaviour.stickyAnswer', {
          active: formatNumber(report.active),
          days: report.days,
          mean: formatNumber(report.mean_days_active, 1),
          rate: formatRate(report.stickiness),
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(report.as_of) })}</span>
      </p>
      <dl className="kpis">
        <Fact
          label={t('behaviour.stickiness')}
          value={<Rate value={report.stickiness} formula={t('behaviour.stickinessAbout')} />}
          points
          change={pointsOf(report.stickiness, then?.stickiness)}
          against={told}
        />
        <Fact
          label={t('behaviour.active')}
          value={<Num value={report.active} formula={t('behaviour.activeAbout')} />}
          change={changeOf(report.active, then?.active)}
          against={told}
        />
        <Fact
          label={t('behaviour.meanDays')}
          value={<Num value={report.mean_days_active} digits={1} formula={t('behaviour.meanDaysAbout')} />}
          change={changeOf(report.mean_days_active, then?.mean_days_active)}
          against={told}
        />
        <Fact
          label={t('behaviour.mau')}
          value={<Num value={last?.mau} formula={t('behaviour.mauAbout')} />}
          change={changeOf(last?.mau, then?.trend.at(-1)?.mau)}
          against={told}
        />
      </dl>
      <ActiveChart report={report} />
      <RegularChart report={report} />
      <How points={['stickyHow1', 'stickyHow2', 'stickyHow3'].map((key) => t(`behaviour.${key}`))} />
    </div>
  );
}
