/** How far contacts got, how many went on to the next stage, and how long they stay in each. */

import type { LeadProgress } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { Sheet } from '../../ui/Sheet';
import { How } from '../behaviour/Facts';
import { ShareBar } from '../value/ShareBar';
import { useLeads } from './asked';

export function Progress() {
  const { t } = useTranslation();
  const query = useLeads<LeadProgress>('progress');
  return (
    <Loaded query={query} rows={10}>
      {(found) =>
        found.contacts === 0 ? (
          <Panel>
            <EmptyView title={t('leads.notRecorded')} about={t('leads.notRecordedAbout')} />
          </Panel>
        ) : (
          <Funnel found={found} />
        )
      }
    </Loaded>
  );
}

function Funnel({ found }: { found: LeadProgress }) {
  const { t } = useTranslation();
  const text = useText();
  const keys = ['stage', 'reached', 'ofAll', 'rate', 'days', 'ended', 'daysSoFar', 'lasting'];
  const heads = keys.map((key) => ({ label: t(`leads.progress.${key}`), amount: !['stage', 'ofAll'].includes(key) }));
  const csv = () => ({
    header: heads.map((head) => head.label),
    rows: found.stages.map((each) => [
      text(each.label),
      each.reached,
      each.reached / found.contacts,
      each.rate,
      each.days,
      each.ended,
      each.days_so_far,
      each.lasting,
    ]),
  });
  const won = found.stages.find((each) => each.name === 'won')?.reached ?? 0;
  const steps = found.stages.filter((each) => each.rate !== null);
  const least = steps.reduce((one, other) => ((other.rate ?? 1) < (one.rate ?? 1) ? other : one), steps[0]);
  return (
    <div className="stack">
      <p className="answer">
        {t('leads.progressAnswer', { contacts: formatNumber(found.contacts), won: formatRate(won / found.contacts) })}{' '}
        {least && t('leads.progressLeast', { stage: text(least.label), rate: formatRate(least.rate) })}
        <span className="muted">
          {' '}
          {t('leads.recorded', { first: formatDay(found.first), last: formatDay(found.last) })}
        </span>
      </p>
      <Sheet title={t('leads.funnel')} name="lead-progress" heads={heads} csv={csv}>
        {found.stages.map((each) => (
          <tr key={each.name}>
            <td>{text(each.label)}</td>
            <td className="amount">
              <Num value={each.reached} formula={t('leads.progress.reachedAbout')} />
            </td>
            <td>
              <ShareBar share={each.reached / found.contacts} />
            </td>
            <td className="amount">
              <Rate value={each.rate} formula={t('leads.progress.rateAbout')} />
            </td>
            <td className="amount">
              <Num value={each.days} formula={t('leads.progress.daysAbout')} />
            </td>
            <td className="amount">
              <Num value={each.ended} />
            </td>
            <td className="amount">
              <Num value={each.days_so_far} formula={t('leads.progress.daysSoFarAbout')} />
            </td>
            <td className="amount">
              <Num value={each.lasting} />
            </td>
          </tr>
        ))}
      </Sheet>
      <How
        points={['cohort', 'reached', 'stays', 'first'].map((key) =>
          t(`leads.howProgress.${key}`, { days: found.lookback_days }),
        )}
      />
    </div>
  );
}
