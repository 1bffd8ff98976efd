/** The groups of a funnel: members at each step and how many come through, as CSV too. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { FunnelReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatWord } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

type Group = FunnelReport['groups'][number];

export function GroupTable({ report }: { report: FunnelReport }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = (group: Group) =>
    group.value === null || report.by === 'segments' ? text(group.label) : formatWord(group.value);
  const by = t(`funnels.properties.${report.by}`, { defaultValue: report.by ?? '' });
  const take = () =>
    downloadCsv(
      'funnel-groups.csv',
      [by, ...report.steps.map((step) => text(step.label)), t('behaviour.rate')],
      report.groups.map((group) => [nameOf(group), ...group.members, group.rate]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('behaviour.groups', { by })} extra={csv}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('behaviour.groups', { by })}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{by}</th>
              {report.steps.map((step, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                <th key={place} className="amount">
                  {place + 1}. {text(step.label)}
                </th>
              ))}
              <th className="amount">{t('behaviour.rate')}</th>
            </tr>
          </thead>
          <tbody>
            {report.groups.map((group) => (
              <tr key={`${group.value}`}>
                <td className={group.value === null ? 'muted' : undefined}>{nameOf(group)}</td>
                {group.members.map((members, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                  <td key={place} className="amount">
                    <Num value={members} />
                  </td>
                ))}
                <td className="amount">
                  <Rate value={group.rate} formula={t('behaviour.rateAbout')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="muted small table-note">{t(report.by === 'segments' ? 'behaviour.overlap' : 'behaviour.addUp')}</p>
    </Panel>
  );
}
