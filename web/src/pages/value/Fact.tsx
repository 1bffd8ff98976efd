/** One figure of a report with its name. */

import type { ReactNode } from 'react';

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="kpi">
      <dt>{label}</dt>
      <dd className="kpi-value">{children}</dd>
    </div>
  );
}
