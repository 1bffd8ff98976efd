/** The figures of a period, each with its change, the figure before, and its formula on hover. */

import type { Metric, Span } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatDay } from '../../ui/format';
import { Delta, Points, UnitValue } from '../../ui/numbers';

export function Kpis({ metrics, before }: { metrics: Metric[]; before: Span }) {
  const { t } = useTranslation();
  const span = { from: formatDay(before.from), to: formatDay(before.to) };
  return (
    <dl className="kpis three">
      {metrics.map((metric) => (
        <Kpi key={metric.name} metric={metric} against={t('overview.against', span)} />
      ))}
    </dl>
  );
}

function Kpi({ metric, against }: { metric: Metric; against: string }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="kpi">
      <dt>{text(metric.label)}</dt>
      <dd>
        <div className="kpi-value">
          <UnitValue value={metric.value} unit={metric.unit} formula={text(metric.formula)} />
        </div>
        <div className="kpi-foot">
          <Changed metric={metric} against={against} />
          {metric.before != null && (
            <span>
              {t('overview.before')} <UnitValue value={metric.before} unit={metric.unit} />
            </span>
          )}
        </div>
      </dd>
    </div>
  );
}

function Changed({ metric: { unit, value, before, change }, against }: { metric: Metric; against: string }) {
  if (unit === 'rate' && value != null && before != null) return <Points change={value - before} formula={against} />;
  return <Delta change={change} formula={change == null ? undefined : against} />;
}
