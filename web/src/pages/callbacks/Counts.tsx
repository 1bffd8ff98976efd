/** How many callbacks there are by outcome; each number narrows the list below. */

import type { CallbackSummary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant, formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function Counts({ summary }: { summary: CallbackSummary }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const { outcomes, oldest_waiting_at: oldest } = summary;
  const figures: [string, number][] = [
    ['received', summary.received],
    ['repeats', summary.repeats],
    ['waiting', outcomes.waiting ?? 0],
    ['failed', outcomes.failed ?? 0],
    ['late', outcomes.late ?? 0],
  ];
  return (
    <Panel title={t('callbacks.counts')}>
      <dl className="pairs">
        {figures.map(([key, count]) => [
          <dt key={`${key} word`}>{t(`callbacks.figures.${key}`)}</dt>,
          <dd key={key} className="num">
            {formatNumber(count)}
            {key === 'waiting' && oldest && (
              <span className="muted">
                {' '}
                {t('callbacks.since', { at: formatInstant(oldest, workspace.zone, true) })}
              </span>
            )}
          </dd>,
        ])}
      </dl>
    </Panel>
  );
}
