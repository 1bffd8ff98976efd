/** The answer in a sentence, and the figures that carry it beside the time before. */

import type { ConnectionReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { changeOf, pointsOf } from '../behaviour/asked';
import { Fact } from '../behaviour/Facts';

export function Answer({ report }: { report: ConnectionReport }) {
  const { t } = useTranslation();
  const text = useText();
  const deep = (of: 'members' | 'before') =>
    report.depth.reduce((sum, one) => (one.depth >= 2 ? sum + one[of] : sum), 0) / report.members;
  const none = report.depth.find(({ depth }) => depth === 0);
  const best = report.crossings
    .filter(({ target, crossed }) => target === 'purchase' && crossed > 0)
    .sort((one, other) => (other.rate ?? 0) - (one.rate ?? 0))[0];
  const pool = report.pools.find(({ name }) => name === best?.source);
  const against = t('overview.against', { from: formatDay(report.before.from), to: formatDay(report.before.to) });
  return (
    <>
      <p className="answer">
        {t('connections.answer', { mean: formatNumber(report.mean_depth, 2), deep: formatRate(deep('members')) })}{' '}
        {best &&
          t('connections.answerBest', {
            pool: text(pool?.label),
            rate: formatRate(best.rate),
            days: formatNumber(best.median_days, 1),
          })}
      </p>
      <dl className="kpis">
        <Fact
          label={t('connections.meanDepth')}
          value={<Num value={report.mean_depth} digits={2} formula={t('connections.depthAbout')} />}
          change={changeOf(report.mean_depth, report.mean_depth_before)}
          against={against}
        />
        <Fact
          label={t('connections.deep')}
          value={<Rate value={deep('members')} formula={t('connections.deepAbout')} />}
          points
          change={pointsOf(deep('members'), deep('before'))}
          against={against}
        />
        <Fact
          label={t('connections.none')}
          value={<Num value={none?.members} formula={t('connections.noneAbout')} />}
          change={changeOf(none?.members, none?.before)}
          against={against}
        />
        <Fact label={t('connections.members')} value={<Num value={report.members} />} />
      </dl>
    </>
  );
}
