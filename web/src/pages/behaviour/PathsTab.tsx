/** Paths: from or to what, how far, within which time. */

import type { PathReport as Report } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { Period, usePeriod } from '../../ui/Period';
import { Segmented } from '../../ui/Segmented';
import { useAddress, useAgainst, useCompared } from './asked';
import { ActSelect, Choice, Controls } from './Controls';
import { PERIODS } from './FunnelTab';
import { PathReport } from './PathReport';

const DIRECTIONS = ['from', 'to'] as const;
const WITHIN = ['1d', '7d', '30d', '90d'] as const;
const LENGTHS = ['3', '4', '5'] as const;

export function PathsTab() {
  const { t } = useTranslation();
  const { value, chosen, put } = useAddress();
  const period = usePeriod(PERIODS, 90);
  const { against, segment } = useAgainst();
  const direction = chosen('direction', DIRECTIONS, 'from');
  const within = chosen('within', WITHIN, '30d');
  const length = chosen('length', LENGTHS, '4');
  const query = {
    anchor: value('anchor') || 'ordered',
    direction,
    within,
    length: Number(length),
    days: period.days,
    segment: segment || undefined,
  };
  const { now, compared } = useCompared<Report>('paths', query, against);
  return (
    <div className="stack">
      <Controls>
        <Period period={period} />
        <Segmented
          label={t('behaviour.direction')}
          value={direction}
          options={DIRECTIONS.map((each) => ({ value: each, label: t(`behaviour.directionIs.${each}`) }))}
          onChange={(way) => put({ direction: way })}
        />
        <ActSelect label={t('behaviour.anchor')} name="anchor" first="ordered" />
        <Choice
          label={t('behaviour.within')}
          value={within}
          options={WITHIN.map((each) => ({
            value: each,
            label: t('parts.days', { count: parseInt(each, 10), text: parseInt(each, 10) }),
          }))}
          onChange={(span) => put({ within: span })}
        />
        <Choice
          label={t('behaviour.length')}
          value={length}
          options={LENGTHS.map((each) => ({ value: each, label: each }))}
          onChange={(steps) => put({ length: steps })}
        />
      </Controls>
      <Loaded query={now} rows={12}>
        {(report) => <PathReport report={report} then={compared} against={against} />}
      </Loaded>
    </div>
  );
}
