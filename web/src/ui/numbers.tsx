/** The figures of the console: a number, money, a rate, a change; each may carry its formula on hover. */

import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons-svg';
import type { ReactNode } from 'react';
import { useAccess } from '../app/session';
import { useTranslation } from '../i18n';
import { formatMoney, formatNumber, formatPrice, formatRate, formatUnit } from './format';
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

export function Price({ minor, formula }: Shown & { minor: number }) {
  const { workspace } = useAccess();
  return <Figure formula={formula}>{formatPrice(minor, workspace.currency)}</Figure>;
}

export function Rate({ value, digits, formula }: Shown & { value: number | null | undefined; digits?: number }) {
  return <Figure formula={formula}>{formatRate(value, digits)}</Figure>;
}

export function UnitValue({ value, unit, formula }: Shown & { value: unknown; unit: string }) {
  const { workspace } = useAccess();
  return <Figure formula={formula}>{formatUnit(value, unit, workspace.currency)}</Figure>;
}

type Changed = Shown & { change: number | null | undefined };

/** A change against the time before: an arrow and a per cent, never colour alone. */
export function Delta({ change, formula }: Changed) {
  return <Change change={change} told={formatRate(Math.abs(change ?? 0))} formula={formula} />;
}

/** A change of a rate (0.02 is two points): per cent of per cents would be read wrongly. */
export function Points({ change, formula }: Changed) {
  const { t } = useTranslation();
  const points = formatNumber(Math.abs(change ?? 0) * 100, 1);
  return <Change change={change} told={t('parts.points', { points })} formula={formula} />;
}

function Change({ change, told, formula }: Changed & { told: string }) {
  const { t } = useTranslation();
  if (change == null) return <span className="delta">{t('parts.noComparison')}</span>;
  const flat = Math.abs(change) < 0.0005;
  const direction = flat ? 'flat' : change > 0 ? 'up' : 'down';
  return (
    <Figure formula={formula}>
      <span className={`delta ${direction}`}>
        {direction === 'up' && <Icon of={ArrowUpOutlined} label={t('parts.up')} />}
        {direction === 'down' && <Icon of={ArrowDownOutlined} label={t('parts.down')} />}
        {told}
      </span>
    </Figure>
  );
}
