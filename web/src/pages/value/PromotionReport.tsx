/** How far buyers depend on promotions, and how many members brought somebody. */

import type { PromotionReport as Report } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate, minorPerMajor } from '../../ui/format';
import { Note } from '../../ui/Note';
import { Money, Num, Rate } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { changeOf, pointsOf } from '../behaviour/asked';
import { Fact, How } from '../behaviour/Facts';
import { DependenceChart } from './DependenceChart';
import { NewSegment } from './NewSegment';
import { ShareBar } from './ShareBar';

export function PromotionReport({ found }: { found: Report }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const { dependence, days } = found;
  if (!dependence.buyers) return <EmptyView title={t('value.empty')} about={t('value.emptyAbout')} />;
  return (
    <div className="stack">
      <p className="answer">
        {t('worth.promotionAnswer', {
          days,
          buyers: formatNumber(dependence.buyers),
          dependent: formatNumber(dependence.dependent),
          rate: formatRate(dependence.rate),
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(found.as_of) })}</span>{' '}
        {can('segments.edit') && (
          <NewSegment label={t('worth.dependentSegment')} name="every-order-discounted" rule={found.rule} />
        )}
      </p>
      <Facts found={found} />
      <Missing found={found} />
      <div className="halves">
        <DependenceChart found={found} />
        <Classes found={found} />
      </div>
      <How points={['orders', 'few', 'before'].map((key) => t(`worth.promotionHow.${key}`))} />
    </div>
  );
}

function Facts({ found }: { found: Report }) {
  const { t } = useTranslation();
  const { dependence: now, dependence_before: before, referral, referral_before: earlier, days } = found;
  const share = ({ dependent_minor, money_minor }: Report['dependence']) =>
    money_minor > 0 ? dependent_minor / money_minor : null;
  const against = t('parts.lastDays', { count: days });
  return (
    <dl className="kpis">
      <Fact
        label={t('worth.dependence')}
        value={<Rate value={now.rate} formula={t('worth.dependenceAbout', { days })} />}
        points
        change={pointsOf(now.rate, before.rate)}
        against={formatRate(before.rate)}
      />
      <Fact
        label={t('worth.dependentMoney')}
        value={<Rate value={share(now)} formula={t('worth.dependentMoneyAbout')} />}
        points
        change={pointsOf(share(now), share(before))}
        against={formatRate(share(before))}
      />
      <Fact
        label={t('worth.saved')}
        value={<Money minor={now.saved_minor} short formula={`${t('worth.savedAbout')} · ${against}`} />}
        change={changeOf(now.saved_minor, before.saved_minor)}
        against={t('worth.promotionHow.before')}
      />
      {referral.named && (
        <Fact
          label={t('worth.recommendation')}
          value={<Rate value={referral.rate} formula={t('worth.recommendationAbout', { days })} />}
          points
          change={pointsOf(referral.rate, earlier.rate)}
          against={formatRate(earlier.rate)}
        />
      )}
      {referral.known && (
        <Fact
          label={t('worth.referrers')}
          value={<Num value={referral.referrers} formula={t('worth.referrersAbout', { days })} />}
          change={changeOf(referral.referrers, earlier.referrers)}
          against={formatNumber(earlier.referrers)}
        />
      )}
    </dl>
  );
}

/** What the data lacks for a recommendation rate. */
function Missing({ found: { referral } }: { found: Report }) {
  const { t } = useTranslation();
  if (referral.named) return null;
  const key = referral.known ? 'unnamedReferrals' : 'noReferrals';
  return (
    <Note tone="info" title={t(`worth.${key}`)}>
      {t(`worth.${key}About`)}
    </Note>
  );
}

function Classes({ found }: { found: Report }) {
  const { t } = useTranslation();
  const text = useText();
  const scale = minorPerMajor(useAccess().workspace.currency);
  const keys = ['class', 'buyers', 'dependent', 'rate', 'saved'];
  const csv = () => ({
    header: keys.map((key) => t(`worth.${key}`)),
    rows: found.classes.map((each) => [
      text(each.label),
      each.buyers,
      each.dependent,
      each.rate,
      each.saved_minor / scale,
    ]),
  });
  const amounts = ['buyers', 'dependent', 'saved'];
  const heads = keys.map((key) => ({ label: t(`worth.${key}`), amount: amounts.includes(key) }));
  return (
    <Sheet title={t('worth.byClass')} name="promotion-dependence" heads={heads} csv={csv}>
      {found.classes.map((each) => (
        <tr key={each.name}>
          <td className="nowrap">{text(each.label)}</td>
          <td className="amount">
            <Num value={each.buyers} />
          </td>
          <td className="amount">
            <Num value={each.dependent} formula={t('worth.dependenceAbout', { days: found.days })} />
          </td>
          <td>{each.rate == null ? '–' : <ShareBar share={each.rate} />}</td>
          <td className="amount">
            <Money minor={each.saved_minor} short formula={t('worth.savedAbout')} />
          </td>
        </tr>
      ))}
    </Sheet>
  );
}
