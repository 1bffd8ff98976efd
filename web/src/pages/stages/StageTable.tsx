/** What each stage means, how many are in it now and then, and what to do about them. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { Stage, StageReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatDay, formatNumber } from '../../ui/format';
import { Delta, Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { changeOf } from '../behaviour/asked';
import { ShareBar } from '../value/ShareBar';
import { SegmentLink } from './SegmentLink';
import { ruleOf } from './segment';

export function StageTable({ report }: { report: StageReport }) {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useAccess();
  const header = ['stage', 'means', 'members', 'share', 'before'].map((key) => t(`stages.${key}`));
  const take = () =>
    downloadCsv(
      `${report.model}.csv`,
      header,
      report.stages.map((each) => [text(each.label), text(each.about), each.members, each.share, each.before]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('stages.table')} extra={csv}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('stages.table')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('stages.stage')}</th>
              <th className="amount">{t('stages.members')}</th>
              <th>{t('stages.share')}</th>
              <th className="amount">{t('stages.change')}</th>
              <th>{t('stages.todo')}</th>
              {can('segments.edit') && <th />}
            </tr>
          </thead>
          <tbody>
            {report.stages.map((stage) => (
              <Row key={stage.name} stage={stage} report={report} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Row({ stage, report }: { stage: Stage; report: StageReport }) {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useAccess();
  const day = formatDay(report.since);
  return (
    <tr>
      <td className="stage-means">
        {text(stage.label)}
        <div className="muted small">{text(stage.about)}</div>
      </td>
      <td className="amount">
        <Num value={stage.members} formula={t('stages.membersOfAbout')} />
      </td>
      <td>
        <ShareBar share={stage.share} />
      </td>
      <td className="amount">
        <Delta
          change={changeOf(stage.members, stage.before)}
          formula={t('stages.beforeWas', { day, members: formatNumber(stage.before) })}
        />
      </td>
      <td className="stage-todo small">{t(`stages.do.${stage.name}`)}</td>
      {can('segments.edit') && (
        <td>
          <SegmentLink
            label={text(stage.label)}
            name={`${report.model}-${stage.name}`}
            title={stage.label}
            rule={ruleOf(report, stage.name)}
          />
        </td>
      )}
    </tr>
  );
}
