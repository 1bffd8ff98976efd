/** The figures that carry a report, each with its change, and how the report was computed. */

import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n';
import { Delta, Points } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

type FactProps = {
  label: string;
  value: ReactNode;
  change?: number | null;
  /** The change is one of a rate, told in points. */
  points?: boolean;
  against?: string;
};

export function Fact({ label, value, change, points, against }: FactProps) {
  const Change = points ? Points : Delta;
  return (
    <div className="kpi">
      <dt>{label}</dt>
      <dd>
        <div className="kpi-value">{value}</div>
        {against && (
          <div className="kpi-foot">
            <Change change={change} formula={against} />
          </div>
        )}
      </dd>
    </div>
  );
}

/** How a report was computed, in a few sentences. */
export function How({ points }: { points: string[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('behaviour.how')}>
      <ul className="how">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Panel>
  );
}
