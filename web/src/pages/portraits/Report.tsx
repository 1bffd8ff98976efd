/** The comparison: an answer, the strongest differences as a picture, and every trait in a table. */

import type { PortraitReport, SegmentRow } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { Fact, How } from '../behaviour/Facts';
import { DifferenceChart } from './DifferenceChart';
import { type Names, useGroupNames } from './groups';
import { TraitTable } from './TraitTable';
import { formatLift, leadOf, type Trait, useLevelName } from './words';

const TOLD = 3;

type Props = {
  report: PortraitReport;
  names: Names;
  segments: SegmentRow[];
  busy: boolean;
  onChanged: () => void;
};

export function Report({ report, names, segments, busy, onChanged }: Props) {
  const { t } = useTranslation();
  const groups = useGroupNames(names, segments);
  if (report.traits.length === 0)
    return <EmptyView title={t('portraits.nothing')} about={t('portraits.nothingAbout')} />;
  return (
    <div className="stack" aria-busy={busy}>
      <Answer report={report} groups={groups} />
      <dl className="kpis">
        <Fact label={`A ${groups.a}`} value={<Num value={report.a} formula={t('portraits.sizeAbout')} />} />
        <Fact label={`B ${groups.b}`} value={<Num value={report.b} formula={t('portraits.sizeAbout')} />} />
        <Fact label={t('portraits.both')} value={<Num value={report.both} formula={t('portraits.bothAbout')} />} />
        <Fact
          label={t('portraits.separating')}
          value={
            <Rate
              value={report.traits.length ? (report.verdicts.separates ?? 0) / report.traits.length : null}
              digits={0}
              formula={t('portraits.separatingAbout', { count: report.traits.length })}
            />
          }
        />
      </dl>
      <DifferenceChart report={report} groups={groups} />
      <TraitTable report={report} groups={groups} onChanged={onChanged} />
      <How points={[1, 2, 3, 4, 5, 6].map((place) => t(`portraits.how${place}`))} />
    </div>
  );
}

function Answer({ report, groups }: { report: PortraitReport; groups: Names }) {
  const { t } = useTranslation();
  const tell = useDifference();
  const strongest = report.traits.filter((trait) => trait.verdict === 'separates').slice(0, TOLD);
  const key = strongest.length ? 'portraits.answer' : 'portraits.noAnswer';
  return (
    <p className="answer">
      {t(key, {
        ...groups,
        sizeA: formatNumber(report.a),
        sizeB: formatNumber(report.b),
        differences: strongest.map(tell).join(t('portraits.and')),
        count: report.traits.length,
      })}
      <span className="muted"> {t('value.asOf', { day: formatDay(report.as_of) })}</span>
    </p>
  );
}

function useDifference(): (trait: Trait) => string {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useLevelName();
  return (trait) => {
    const level = leadOf(trait);
    return t(level.lift == null ? 'portraits.differenceOnly' : 'portraits.difference', {
      trait: text(trait.label),
      level: nameOf(level, trait),
      a: formatRate(level.share_a),
      b: formatRate(level.share_b),
      lift: formatLift(level),
    });
  };
}
