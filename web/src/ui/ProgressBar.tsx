/** How far something has come, as a bar and a per cent. */

import { formatRate } from './format';

type Props = { label: string; rate: number; className?: string };

export function ProgressBar({ label, rate, className = '' }: Props) {
  // Rounded down: 100 % is said only when it is done.
  const reached = Math.floor(Math.min(1, Math.max(0, rate)) * 100) / 100;
  return (
    <span className={`progress ${className}`}>
      <progress value={reached} max={1} aria-label={label} />
      <span className="num">{formatRate(reached, 0)}</span>
    </span>
  );
}
