/** The figures of the console: a number, money, a rate, a change; each may carry its formula on hover. */

import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons-svg';
import type { ReactNode } from 'react';
import { useAccess } from '../app/session';
import { useTranslation } from '../i18n';
import { formatMoney, formatNumber, formatRate, formatUnit } from './format';
import { Icon } from './Icon';

type Shown = { formula?: string };

/** Text of a figure; with a formula it can be reached by keyboard and explains itself. */
function Figure({ children, formula }: { children: ReactNode; formula?: string }) {
  if (!formula) return <span className="figure">{children}</span>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the formula must be reachable without a mouse
    <span className="figure explained" tabIndex={0} data-tip={formula}>
      {children}
    </span>
  );
}

export function Num({ value, digits, formula }: Shown & { value: number | null | undefined; digits?: number }) {
  return <Figure formula={formula}>{formatNumber(value, digits)}</Figure>;
}

export function Money({ minor, short, formula }: Shown & { minor: number | null | undefined; short?: boolean }) {
  const { workspace } = useAccess();
  return <Figure formula={formula}>{formatMoney(minor, workspace.currency, short)}</Figure>;
}

export function Rate({ value, digits, formula }: Shown & { value: number | null | undefined; digits?: number }) {
  return <Figure formula={formula}>{formatRate(value, digits)}</Figure>;
}

export function UnitValue({ value, unit, formula }: Shown & { value: unknown; unit: string }) {
  const { workspace } = useAccess();
  return <Figure formula={formula}>{formatUnit(value, unit, workspace.currency)}</Figure>;
}

/** A change against the time before: an arrow and a per cent, never colour alone. */
export function Delta({ change, formula }: Shown & { change: number | null | undefined }) {
  const { t } = useTranslation();
  if (change == null) return <span className="delta">{t('parts.noComparison')}</span>;
  const flat = Math.abs(change) < 0.0005;
  const direction = flat ? 'flat' : change > 0 ? 'up' : 'down';
  return (
    <Figure formula={formula}>
      <span className={`delta ${direction}`}>
        {direction === 'up' && <Icon of={ArrowUpOutlined} label={t('parts.up')} />}
        {direction === 'down' && <Icon of={ArrowDownOutlined} label={t('parts.down')} />}
        {formatRate(Math.abs(change))}
      </span>
    </Figure>
  );
}
