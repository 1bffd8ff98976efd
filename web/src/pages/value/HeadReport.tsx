/** Who moved into and out of the head: an answer, figures beside those of the other day, picture, table, list, programmes. */

import type { HeadReport as Report } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatDay, formatMoney, formatNumber, formatRate } from '../../ui/format';
import { Note } from '../../ui/Note';
import { Money, Num, Rate } from '../../ui/numbers';
import { changeOf, pointsOf } from '../behaviour/asked';
import { Fact, How } from '../behaviour/Facts';
import { MovedList } from './MovedList';
import { MovesChart } from './MovesChart';
import { MovesTable } from './MovesTable';
import { Programmes } from './Programmes';

export function HeadReport({ report }: { report: Report }) {
  const { t } = useTranslation();
  const count = (name: string) => formatNumber(report.moves.find((each) => each.name === name)?.members ?? 0);
  if (report.now.entry_minor === null) return <p className="answer">{t('worth.movedNoHead')}</p>;
  return (
    <div className="stack">
      <p className="answer">
        {t('worth.movedAnswer', {
          since: formatDay(report.since),
          grew: count('grew'),
          slid: count('slid'),
          stayed: count('stayed'),
          members: formatNumber(report.now.members),
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(report.on) })}</span>
      </p>
      <Shorter report={report} />
      <Facts report={report} />
      <div className="halves">
        <MovesChart report={report} />
        <MovesTable report={report} />
      </div>
      <MovedList report={report} />
      <Programmes report={report} />
      <How points={['head', 'refunds', 'programmes'].map((key) => t(`worth.how.${key}`, { days: report.days }))} />
    </div>
  );
}

/** Says when the earlier window began before the data did, so that it is shorter than the later one. */
function Shorter({ report }: { report: Report }) {
  const { t } = useTranslation();
  const began = new Date(`${report.since}T00:00:00Z`);
  began.setUTCDate(began.getUTCDate() - report.days + 1);
  if (!report.known_from || report.known_from <= began.toISOString().slice(0, 10)) return null;
  return <Note tone="info" title={t('worth.shorter', { from: report.known_from, days: report.days })} />;
}

function Facts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const { now, before, days } = report;
  const against = (value: string) => t('worth.against', { day: formatDay(report.since), value });
  const money = (minor: number | null) => against(formatMoney(minor, currency));
  return (
    <dl className="kpis">
      <Fact
        label={t('worth.headMembers')}
        value={
          <Num value={now.members} formula={t('worth.headMembersAbout', { target: formatRate(report.target, 0) })} />
        }
        change={changeOf(now.members, before.members)}
        against={against(formatNumber(before.members))}
      />
      <Fact
        label={t('worth.entry')}
        value={<Money minor={now.entry_minor} formula={t('worth.entryAbout', { days })} />}
        change={changeOf(now.entry_minor, before.entry_minor)}
        against={money(before.entry_minor)}
      />
      <Fact
        label={t('worth.valueUsers')}
        value={<Num value={now.value_users} formula={t('worth.valueUsersAbout', { days })} />}
        change={changeOf(now.value_users, before.value_users)}
        against={against(formatNumber(before.value_users))}
      />
      <Fact
        label={t('worth.perValueUser')}
        value={<Money minor={now.value_per_user_minor} formula={t('worth.perValueUserAbout')} />}
        change={changeOf(now.value_per_user_minor, before.value_per_user_minor)}
        against={money(before.value_per_user_minor)}
      />
      <Fact
        label={t('worth.savedShare')}
        value={<Rate value={now.saved_share} formula={t('worth.savedShareAbout', { days })} />}
        points
        change={pointsOf(now.saved_share, before.saved_share)}
        against={against(formatRate(before.saved_share))}
      />
    </dl>
  );
}
