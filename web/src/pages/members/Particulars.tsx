/** The particulars of something that happened, in a line: money as money, the rest as written. */

import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatMoney, formatNumber, formatWord } from '../../ui/format';

/** Said of nearly every order, so only the exception is worth a word. */
const USUAL: Record<string, unknown> = { status: 'paid' };

export function Particulars({ detail }: { detail: Record<string, unknown> }) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const told = Object.entries(detail).filter(([key, value]) => value != null && value !== '' && USUAL[key] !== value);
  const show = (key: string, value: unknown) => {
    if (key.endsWith('_minor') && typeof value === 'number') return formatMoney(value, currency);
    if (typeof value === 'number') return formatNumber(value, 2);
    if (key === 'channel') return formatWord(value);
    if (key === 'status') return t(`orders.is.${value}`, { defaultValue: String(value) });
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (
    <span className="particulars">
      {told.map(([key, value]) => (
        <span key={key}>
          <span className="muted">{t(`detail.${key}`, { defaultValue: key })}</span> {show(key, value)}
        </span>
      ))}
    </span>
  );
}
