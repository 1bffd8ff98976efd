/** A funnel: an answer, its figures, the bars, the steps as a table, and its groups. */

import type { FunnelReport as Report } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { type Against, changeOf, pointsOf } from './asked';
import { Fact, How } from './Facts';
import { FunnelChart } from './FunnelChart';
import { GroupTable } from './GroupTable';
import { StepTable } from './StepTable';
import { formatSpan } from './span';

type Props = { report: Report; then?: Report; against?: Against };

export function FunnelReport({ report, then, against = 'none' }: Props) {
  const { t } = useTranslation();
  const text = useText();
  if (report.entered === 0) {
    const first = text(report.steps[0]?.label);
    return <EmptyView title={t('behaviour.funnelEmpty', { step: first })} about={t('behaviour.funnelEmptyAbout')} />;
  }
  const last = text(report.steps.at(-1)?.label);
  const worst = worstStep(report);
  return (
    <div className="stack">
      <p className="answer">
        {t('behaviour.funnelAnswer', {
          entered: formatNumber(report.entered),
          completed: formatNumber(report.completed),
          rate: formatRate(report.rate),
          first: text(report.steps[0]?.label),
          last,
          span: formatSpan(report.window_seconds),
        })}
        {worst > 0 &&
          ` ${t('behaviour.funnelWorst', { step: text(report.steps[worst]?.label), rate: formatRate(lost(report, worst)) })}`}
        <span className="muted"> {t('value.asOf', { day: formatDay(report.as_of) })}</span>
      </p>
      <Figures report={report} then={then} against={against} />
      <FunnelChart report={report} then={then} />
      <StepTable report={report} then={then} />
      {report.groups.length > 0 && <GroupTable report={report} />}
      <How points={['funnelHow1', 'funnelHow2', 'funnelHow3', 'funnelHow4'].map((key) => t(`behaviour.${key}`))} />
    </div>
  );
}

/** The step before which the greatest share is lost. */
function worstStep(report: Report): number {
  const losses = report.steps.map((_, place) => (place === 0 ? -1 : lost(report, place)));
  const most = Math.max(...losses);
  return most > 0 ? losses.indexOf(most) : 0;
}

const lost = (report: Report, place: number): number => 1 - (report.steps[place]?.from_before ?? 1);

function Figures({ report, then, against }: Required<Pick<Props, 'report' | 'against'>> & { then?: Report }) {
  const { t } = useTranslation();
  const told = then && (against === 'all' ? t('behaviour.againstAll') : t('behaviour.againstSpan', { ...then.period }));
  return (
    <dl className="kpis">
      <Fact
        label={t('behaviour.entered')}
        value={<Num value={report.entered} formula={t('behaviour.enteredAbout')} />}
        change={changeOf(report.entered, then?.entered)}
        against={told}
      />
      <Fact
        label={t('behaviour.completed')}
        value={<Num value={report.completed} formula={t('behaviour.completedAbout')} />}
        change={changeOf(report.completed, then?.completed)}
        against={told}
      />
      <Fact
        label={t('behaviour.rate')}
        value={<Rate value={report.rate} formula={t('behaviour.rateAbout')} />}
        points
        change={pointsOf(report.rate, then?.rate)}
        against={told}
      />
      <Fact
        label={t('behaviour.median')}
        value={
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the formula must be reachable without a mouse
          <span className="figure explained" tabIndex={0} data-tip={t('behaviour.medianAbout')}>
            {formatSpan(report.median_seconds)}
          </span>
        }
        change={changeOf(report.median_seconds, then?.median_seconds)}
        against={told}
      />
      <Fact label={t('behaviour.open')} value={<Num value={report.open} formula={t('behaviour.openAbout')} />} />
    </dl>
  );
}
