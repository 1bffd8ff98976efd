/** Month by month: how many came into each stage and how many left it, by what was recorded. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { StageMonth, StageReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function Months({ report }: { report: StageReport }) {
  const path = useAccess().api(`/stages/${report.model}/months`);
  const query = { category: report.category || undefined };
  const found = useQuery({ queryKey: [path, query], queryFn: ({ signal }) => get<StageMonth[]>(path, query, signal) });
  return found.data?.length ? <Table report={report} moves={found.data} /> : null;
}

function Table({ report, moves }: { report: StageReport; moves: StageMonth[] }) {
  const { t } = useTranslation();
  const text = useText();
  const months = [...new Set(moves.map((move) => move.month))].reverse();
  const sum = (month: string, side: 'source' | 'target', stage: string) =>
    moves.reduce((all, move) => all + (move.month === month && move[side] === stage ? move.members : 0), 0);
  const take = () =>
    downloadCsv(
      `${report.model}-months.csv`,
      ['month', 'source', 'target', 'members'].map((key) => t(`stages.${key}`)),
      moves.map((move) => [move.month.slice(0, 7), move.source, move.target, move.members]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('stages.months')} extra={csv}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('stages.months')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('stages.month')}</th>
              {report.stages.map((stage) => (
                <th key={stage.name} className="amount">
                  {text(stage.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month}>
                <th scope="row" className="nowrap">
                  {month.slice(0, 7)}
                </th>
                {report.stages.map(({ name }) => (
                  <td key={name} className="amount nowrap">
                    +{formatNumber(sum(month, 'target', name))} <span className="muted">/</span> −
                    {formatNumber(sum(month, 'source', name))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="muted small table-note">{t('stages.monthsNote')}</p>
    </Panel>
  );
}
