/** How many codes of a batch were made, scanned, scanned again, claimed and forged, and what was decided about it. */

import type { CodeBatch } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatActor, formatDay, formatInstant, formatNumber, formatRate } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

const PARTS = ['count', 'scanned', 'repeated', 'claimed', 'forged'] as const;

export function BatchFacts({ batch }: { batch: CodeBatch }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const facts: [string, string][] = [
    [t('codes.standsFor'), batch.stands_for || '–'],
    [t('codes.uses'), formatNumber(batch.uses)],
    [t('codes.valid'), useValidity(batch)],
    [t('codes.landing'), batch.landing || '–'],
    [t('codes.madeAt'), formatInstant(batch.made_at, workspace.zone)],
    [t('codes.by'), formatActor(batch.by)],
  ];
  return (
    <Panel>
      <dl className="kpis code-counts" aria-label={t('codes.sum')}>
        {PARTS.map((part) => (
          <div key={part} className="kpi">
            <dt>{t(`codes.counts.${part}`)}</dt>
            <dd className={`kpi-value ${part === 'forged' && batch.forged > 0 ? 'warn' : ''}`}>
              {formatNumber(batch[part])}
            </dd>
            <dd className="kpi-foot">
              {part === 'scanned' || part === 'claimed'
                ? t('codes.shareOf', { rate: share(batch[part], batch.count) })
                : t(`codes.about.${part}`)}
            </dd>
          </div>
        ))}
      </dl>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function useValidity({ valid_from_on: from, valid_until_on: until }: CodeBatch): string {
  const { t } = useTranslation();
  if (from && until) return `${formatDay(from)} – ${formatDay(until)}`;
  if (from) return t('codes.since', { day: formatDay(from) });
  return until ? t('codes.untilDay', { day: formatDay(until) }) : t('codes.always');
}

/** Of a million codes a few are still some. */
const share = (part: number, whole: number) => formatRate(part / whole, part > 0 && part / whole < 0.001 ? 4 : 1);
