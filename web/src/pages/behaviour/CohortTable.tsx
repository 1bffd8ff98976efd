/** The triangle: one row a cohort, one column an age; a deeper cell kept more of its cohort. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { CohortReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatNumber, formatRate } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { ageOf } from './RetentionChart';

type Cohort = CohortReport['cohorts'][number];

export function CohortTable({ report }: { report: CohortReport }) {
  const { t } = useTranslation();
  const ages = Array.from({ length: report.periods }, (_, age) => age);
  const heads = ages.map((age) => ageOf(age, report.by, t));
  const take = () =>
    downloadCsv(
      'cohorts.csv',
      [t('behaviour.cohort'), t('behaviour.size'), ...heads],
      report.cohorts.map((each) => [each.from, each.size, ...each.active]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('behaviour.cohortTable')} extra={csv}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('behaviour.cohortTable')}>
        <table className="plain-table cohorts">
          <thead>
            <tr>
              <th>{t('behaviour.cohort')}</th>
              <th className="amount">{t('behaviour.size')}</th>
              {heads.map((head) => (
                <th key={head} className="amount">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.cohorts.map((cohort) => (
              <Row key={cohort.from} cohort={cohort} report={report} ages={ages} />
            ))}
          </tbody>
        </table>
      </section>
      <p className="muted small table-note">{t('behaviour.cohortNote')}</p>
    </Panel>
  );
}

function Row({ cohort, report, ages }: { cohort: Cohort; report: CohortReport; ages: number[] }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row" className="nowrap" data-tip={`${cohort.from} – ${cohort.to}`}>
        {report.by === 'month' ? cohort.from.slice(0, 7) : cohort.from}
      </th>
      <td className="amount">
        <Num value={cohort.size} formula={t('behaviour.sizeAbout')} />
      </td>
      {ages.map((age) => {
        const count = cohort.active[age];
        if (count === undefined || cohort.size === 0) return <td key={age} />;
        const open = age === cohort.active.length - 1 && !report.is_over;
        return <Cell key={age} count={count} size={cohort.size} first={age === 0} open={open} />;
      })}
    </tr>
  );
}

function Cell({ count, size, first, open }: { count: number; size: number; first: boolean; open: boolean }) {
  const { t } = useTranslation();
  const share = count / size;
  // Depth stops at 55 % so that the figures on it keep their contrast in both themes; age 0 says least.
  const depth = Math.round(share * (first ? 12 : 55));
  const style = { background: `color-mix(in srgb, var(--primary) ${depth}%, var(--surface))` };
  const told = { count: formatNumber(count), size: formatNumber(size) };
  const tip = t('behaviour.cell', told) + (open ? ` ${t('behaviour.notOver')}` : '');
  return (
    <td className={open ? 'amount heat open' : 'amount heat'} style={style} data-tip={tip}>
      {formatRate(share)}
      {open && <span aria-hidden>*</span>}
    </td>
  );
}
