/** The funnel on the members of the last year, as bars that follow the steps. */

import { useText, useTranslation } from '../../i18n';
import { formatNumber, formatRate } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { formatSpan } from '../behaviour/span';
import { type FunnelPreview, PREVIEW_DAYS } from './usePreview';

export function Live({ preview }: { preview: FunnelPreview }) {
  const { t } = useTranslation();
  const text = useText();
  const { data, error, stale } = preview;
  return (
    <Panel title={t('funnels.live', { days: PREVIEW_DAYS })}>
      <div className={stale ? 'live stale' : 'live'} aria-busy={stale}>
        {error && <ProblemView error={error} onRetry={error.status === 0 ? () => void preview.refetch() : undefined} />}
        {!error && !data && <p className="muted">{t('segments.counting')}</p>}
        {!error && data && (
          <ol className="live-steps" aria-live="polite">
            {data.steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
              <li key={place}>
                <div className="live-step">
                  <span>
                    {place + 1}. {text(step.label)}
                  </span>
                  <span className="num">
                    <strong>{formatNumber(step.members)}</strong>{' '}
                    <span className="muted">{formatRate(step.share)}</span>
                  </span>
                </div>
                <div className="bar-track">
                  <span className="bar" style={{ width: `${Math.min(100, (step.share ?? 0) * 100)}%` }} />
                </div>
              </li>
            ))}
          </ol>
        )}
        {!error && data?.median_seconds != null && (
          <p className="muted small">{t('funnels.median', { span: formatSpan(data.median_seconds) })}</p>
        )}
      </div>
    </Panel>
  );
}
