/** What members do next, or did before: an answer, the flow, and the most frequent paths. */

import { useMemo } from 'react';
import type { PathReport as Report } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { type Against, changeOf, pointsOf } from './asked';
import { Fact, How } from './Facts';
import { PathChart } from './PathChart';
import { SequenceTable } from './SequenceTable';
import { formatSpan } from './span';

type Props = { report: Report; then?: Report; against: Against };

export function PathReport({ report, then, against }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const labels = useMemo(() => new Map(report.names.map((each) => [each.name, text(each.label)])), [report, text]);
  const nameOf = (name: string) => labels.get(name) ?? name;
  if (report.walked === 0) return <EmptyView title={t('behaviour.pathEmpty')} about={t('behaviour.pathEmptyAbout')} />;
  const next = report.links
    .filter((link) => link.position === 0 && link.target !== null)
    .sort((one, other) => other.members - one.members)[0];
  const told = then && (against === 'all' ? t('behaviour.againstAll') : t('behaviour.againstSpan', { ...then.period }));
  const goOn = report.went_on / report.walked;
  const wentOn = then?.walked ? then.went_on / then.walked : null;
  return (
    <div className="stack">
      <p className="answer">
        {t(`behaviour.pathAnswer.${report.direction}`, {
          anchor: nameOf(report.anchor),
          walked: formatNumber(report.walked),
          rate: formatRate(goOn),
          span: formatSpan(report.window_seconds),
        })}
        {next?.target &&
          ` ${t(`behaviour.pathNext.${report.direction}`, { next: nameOf(next.target), rate: formatRate(next.members / report.walked) })}`}
        <span className="muted"> {t('value.asOf', { day: formatDay(report.as_of) })}</span>
      </p>
      <dl className="kpis">
        <Fact
          label={t('behaviour.walked')}
          value={<Num value={report.walked} formula={t(`behaviour.walkedAbout.${report.direction}`)} />}
          change={changeOf(report.walked, then?.walked)}
          against={told}
        />
        <Fact
          label={t(`behaviour.goOn.${report.direction}`)}
          value={<Rate value={goOn} formula={t('behaviour.goOnAbout')} />}
          points
          change={pointsOf(goOn, wentOn)}
          against={told}
        />
      </dl>
      <PathChart report={report} nameOf={nameOf} />
      <SequenceTable report={report} nameOf={nameOf} />
      <How points={['pathHow1', 'pathHow2', 'pathHow3'].map((key) => t(`behaviour.${key}`))} />
    </div>
  );
}
