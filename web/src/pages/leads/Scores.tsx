/** What contacts score today, and whether the score told who would become a customer. */

import type { LeadScores } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Num, Rate } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { useAddress } from '../behaviour/asked';
import { How } from '../behaviour/Facts';
import { DaySelect } from '../stages/DaySelect';
import { SegmentLink } from '../stages/SegmentLink';
import { useLeads } from './asked';
import { NoLeads } from './NoLeads';
import { Parts } from './Parts';

export function Scores() {
  const { value } = useAddress();
  const query = useLeads<LeadScores>('scores', { on: value('on') || undefined, since: value('since') || undefined });
  return (
    <div className="stack">
      <div className="report-controls">
        <DaySelect name="since" shown={query.data?.since} most={query.data?.on} />
        <DaySelect name="on" shown={query.data?.on} />
      </div>
      <Loaded query={query} rows={10}>
        {(found) => (found.contacts === 0 ? <NoLeads /> : <Report found={found} />)}
      </Loaded>
    </div>
  );
}

function Report({ found }: { found: LeadScores }) {
  const { t } = useTranslation();
  const since = formatDay(found.since);
  const hot = found.bands.find((band) => band.name === 'hot');
  const told = hot && hot.then >= found.few ? 'tells' : 'tooFew';
  return (
    <div className="stack">
      <p className="answer">
        {t('leads.scoreAnswer', {
          hot: formatNumber(hot?.members),
          contacts: formatNumber(found.contacts),
          at: found.hot,
        })}{' '}
        {t(`leads.scoreAnswerIs.${told}`, {
          since,
          open: formatNumber(hot?.then),
          few: found.few,
          rate: formatRate(hot?.rate),
          all: formatRate(found.rate),
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(found.on) })}</span>
      </p>
      <Bands found={found} />
      <Parts found={found} />
      <How
        points={['sum', 'asOf', 'check', 'few'].map((key) => t(`leads.howScore.${key}`, { since, few: found.few }))}
      />
    </div>
  );
}

function Bands({ found }: { found: LeadScores }) {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useAccess();
  const since = formatDay(found.since);
  const heads = [
    { label: t('leads.band') },
    { label: t('leads.points') },
    { label: t('leads.contacts'), amount: true },
    { label: t('leads.openThen', { since }), amount: true },
    { label: t('leads.wonSince'), amount: true },
    { label: t('leads.winRate'), amount: true },
    ...(can('segments.edit') ? [{ label: '' }] : []),
  ];
  const range: Record<string, string> = {
    hot: `≥ ${found.hot}`,
    warm: `${found.warm} – ${found.hot - 1}`,
    cold: `< ${found.warm}`,
  };
  const csv = () => ({
    header: heads.slice(0, 6).map((head) => head.label),
    rows: found.bands.map((each) => [text(each.label), range[each.name], each.members, each.then, each.won, each.rate]),
  });
  return (
    <Sheet title={t('leads.bands')} name="lead-bands" heads={heads} csv={csv}>
      {found.bands.map((each) => (
        <tr key={each.name}>
          <td>{text(each.label)}</td>
          <td>{range[each.name]}</td>
          <td className="amount">
            <Num value={each.members} />
          </td>
          <td className="amount">
            <Num value={each.then} formula={t('leads.openThenAbout')} />
          </td>
          <td className="amount">
            <Num value={each.won} />
          </td>
          <td className="amount">
            <Rate value={each.rate} formula={t('leads.wonRateAbout')} />
            {each.then < found.few && <span className="muted small"> {t('leads.tooFew')}</span>}
          </td>
          {can('segments.edit') && (
            <td>
              <SegmentLink label={text(each.label)} name={`lead-${each.name}`} title={each.label} rule={each.rule} />
            </td>
          )}
        </tr>
      ))}
    </Sheet>
  );
}
