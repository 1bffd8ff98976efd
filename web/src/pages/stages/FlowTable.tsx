/** The moves as a matrix; each count leads to a segment of its members. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { StageReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { namerOf } from './colours';
import { SegmentLink } from './SegmentLink';
import { ruleOfFlow } from './segment';

export function FlowTable({ report }: { report: StageReport }) {
  const { t } = useTranslation();
  const text = useText();
  const names = report.stages.map((stage) => stage.name);
  const nameOf = namerOf(report, text, t('stages.absent'));
  const sources = [...names, null].filter((name) => report.flows.some((flow) => flow.source === name));
  const targets = [...names, null].filter((name) => report.flows.some((flow) => flow.target === name));
  const count = (source: string | null, target: string | null) =>
    report.flows.find((flow) => flow.source === source && flow.target === target)?.members ?? 0;
  const corner = t('stages.corner');
  const take = () =>
    downloadCsv(
      `${report.model}-moves.csv`,
      [corner, ...targets.map(nameOf)],
      sources.map((source) => [nameOf(source), ...targets.map((target) => count(source, target))]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('stages.moves')} extra={csv}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('stages.moves')}>
        <table className="plain-table stage-moves">
          <thead>
            <tr>
              <th>{corner}</th>
              {targets.map((target) => (
                <th key={target} className="amount">
                  {nameOf(target)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => {
              const whole = targets.reduce((sum, target) => sum + count(source, target), 0);
              return (
                <tr key={source}>
                  <th scope="row">{nameOf(source)}</th>
                  {targets.map((target) => (
                    <Cell
                      key={target}
                      report={report}
                      of={{ source, target, members: count(source, target) }}
                      whole={whole}
                      nameOf={nameOf}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className="muted small table-note">
        {t('stages.movesNote', { since: formatDay(report.since), on: formatDay(report.on) })}
      </p>
    </Panel>
  );
}

type CellProps = {
  report: StageReport;
  of: StageReport['flows'][number];
  whole: number;
  nameOf: (name: string | null) => string;
};

function Cell({ report, of, whole, nameOf }: CellProps) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const { source, target, members } = of;
  if (members === 0) return <td className="amount muted">–</td>;
  const share = members / whole;
  // Depth stops at 55 % so that the figures on it keep their contrast in both themes.
  const style = { background: `color-mix(in srgb, var(--primary) ${Math.round(share * 55)}%, var(--surface))` };
  const told = `${nameOf(source)} → ${nameOf(target)}`;
  const shown = formatNumber(members);
  const tip = t('stages.ofSource', { share: formatRate(share) });
  return (
    <td className={source === target ? 'amount stayed' : 'amount'} style={style} data-tip={`${told}　${tip}`}>
      {source && target && can('segments.edit') ? (
        <SegmentLink
          label={told}
          name={`${report.model}-${source}-to-${target}`}
          title={{ 'zh-CN': told, en: told }}
          rule={ruleOfFlow(report, source, target)}
        >
          {shown}
        </SegmentLink>
      ) : (
        shown
      )}
    </td>
  );
}
