/** The answer in a sentence, and the two rates beside their targets and the time before. */

import type { Digitisation } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Points, Rate } from '../../ui/numbers';

const RATES = ['member_share', 'online_rate'] as const;
type Name = (typeof RATES)[number];

export function Answer({ report }: { report: Digitisation }) {
  const { t } = useTranslation();
  const { total } = report;
  const trade =
    total.member_share == null
      ? t('digitisation.noTrade')
      : t('digitisation.answerTrade', {
          share: formatRate(total.member_share),
          orders: formatNumber(total.orders),
          known: formatNumber(total.identified_orders),
        });
  const people =
    total.online_rate == null
      ? t('digitisation.nobody')
      : t('digitisation.answerPeople', {
          rate: formatRate(total.online_rate),
          members: formatNumber(total.members),
          online: formatNumber(total.online),
        });
  return (
    <>
      <p className="answer">
        {trade} {people}
      </p>
      <dl className="kpis">
        {RATES.map((name) => (
          <RateFact key={name} name={name} report={report} />
        ))}
      </dl>
    </>
  );
}

function RateFact({ name, report }: { name: Name; report: Digitisation }) {
  const { t } = useTranslation();
  const value = report.total[name];
  const before = report.total_before[name];
  const target = report.targets[name];
  const against = { from: formatDay(report.before.from), to: formatDay(report.before.to) };
  return (
    <div className="kpi">
      <dt>{t(`digitisation.${name}`)}</dt>
      <dd>
        <div className="kpi-value">
          <Rate value={value} formula={t(`digitisation.about.${name}`)} />
        </div>
        <div className="kpi-foot">
          <span>{t('digitisation.target', { rate: formatRate(target) })}</span>
          {value != null && (
            <span className={value >= target ? 'chip good' : 'chip warn'}>
              {value >= target
                ? t('digitisation.reached')
                : t('digitisation.missing', { points: formatNumber((target - value) * 100, 1) })}
            </span>
          )}
          <Points
            change={value == null || before == null ? null : value - before}
            formula={before == null ? undefined : t('overview.against', against)}
          />
          {before != null && (
            <span>
              {t('overview.before')} {formatRate(before)}
            </span>
          )}
        </div>
      </dd>
    </div>
  );
}
