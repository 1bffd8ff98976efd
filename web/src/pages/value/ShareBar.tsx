/** A share as a bar with its per cent beside it. */

import { formatRate } from '../../ui/format';

export function ShareBar({ share }: { share: number }) {
  return (
    <span className="share-bar">
      <span className="bar-track">
        <span className="bar" style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />
      </span>
      <span className="num">{formatRate(share)}</span>
    </span>
  );
}
