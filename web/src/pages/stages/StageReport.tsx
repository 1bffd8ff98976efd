/** A model on a day: an answer, the bar of its stages, what each means, who moved, and how it grew. */

import type { StageReport as Report, Stage } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { changeOf, pointsOf } from '../behaviour/asked';
import { Fact, How } from '../behaviour/Facts';
import { NoLeads } from '../leads/NoLeads';
import { Categories } from './Categories';
import { DaysChart } from './DaysChart';
import { FlowChart } from './FlowChart';
import { FlowTable } from './FlowTable';
import { Months } from './Months';
import { StageBar } from './StageBar';
import { StageTable } from './StageTable';
import { Steps } from './Steps';

export function StageReport({ report }: { report: Report }) {
  const { t } = useTranslation();
  if (report.members === 0 && report.model === 'b2b') return <NoLeads />;
  if (report.members === 0) return <EmptyView title={t('stages.empty')} about={t('stages.emptyAbout')} />;
  return (
    <div className="stack">
      <Answer report={report} />
      <dl className="kpis">
        <Fact
          label={t('stages.members')}
          value={<Num value={report.members} formula={t('stages.membersAbout')} />}
          change={changeOf(report.members, report.members_since)}
          against={t('stages.against', { day: formatDay(report.since) })}
        />
        {report.groups.map((group) => (
          <GroupFact key={group.name} group={group} since={report.since} />
        ))}
      </dl>
      <StageBar report={report} />
      <StageTable report={report} />
      <FlowChart report={report} />
      <FlowTable report={report} />
      {report.steps.length > 0 && <Steps report={report} />}
      <DaysChart report={report} />
      <Months report={report} />
      {report.model === 'lifecycle' && !report.category && <Categories on={report.on} />}
      <How points={howOf(report, t)} />
    </div>
  );
}

function GroupFact({ group, since }: { group: Report['groups'][number]; since: string }) {
  const { t } = useTranslation();
  const text = useText();
  const members = formatNumber(group.members);
  return (
    <Fact
      label={text(group.label)}
      value={<Rate value={group.share} formula={t('stages.groupAbout', { members })} />}
      points
      change={pointsOf(group.share, group.share_before)}
      against={t('stages.against', { day: formatDay(since) })}
    />
  );
}

function Answer({ report }: { report: Report }) {
  const { t } = useTranslation();
  const text = useText();
  const stage = (name: string) => report.stages.find((each) => each.name === name);
  const share = (...names: string[]) =>
    formatRate(names.reduce((sum, name) => sum + (stage(name)?.members ?? 0), 0) / report.members);
  const most = [...report.stages].sort((one, other) => other.members - one.members)[0] as Stage;
  const moved = report.flows.filter((flow) => flow.source && flow.target && flow.source !== flow.target);
  const told: Record<string, string> = {
    lifecycle: t('stages.answer.lifecycle', {
      members: formatNumber(report.members),
      leaving: share('cooling', 'at_risk', 'lost'),
      lost: share('lost'),
      keeping: share('new', 'active', 'repeat', 'loyal', 'won_back'),
    }),
    aipl: t('stages.answer.aipl', {
      members: formatNumber(report.members),
      acquisition: share('awareness', 'interest'),
      retention: share('purchase', 'loyalty'),
    }),
    ladder: t('stages.answer.ladder', {
      members: formatNumber(report.members),
      fans: share('buying_again', 'recommending'),
      partners: share('partner'),
    }),
    b2b: t('stages.answer.b2b', {
      members: formatNumber(report.members),
      sales: share('sales_qualified', 'won'),
      success: share('onboarding', 'growth', 'repurchase', 'renewal'),
    }),
  };
  return (
    <p className="answer">
      {told[report.model]}{' '}
      {t('stages.answer.most', {
        stage: text(most.label),
        share: formatRate(most.share),
        moved: formatNumber(moved.reduce((sum, flow) => sum + flow.members, 0)),
        day: formatDay(report.since),
      })}
      <span className="muted"> {t('value.asOf', { day: formatDay(report.on) })}</span>
    </p>
  );
}

function howOf(report: Report, t: ReturnType<typeof useTranslation>['t']): string[] {
  const { rhythm } = report;
  const first = rhythm
    ? [
        t('stages.how.rhythm', {
          own: formatNumber(rhythm.own),
          others: formatNumber(rhythm.others),
          pooled: rhythm.pooled_days,
        }),
        t('stages.how.thresholds'),
      ]
    : [t('stages.how.rules')];
  return [...first, ...['sum', 'asOf', 'there', 'recorded'].map((key) => t(`stages.how.${key}`))];
}
