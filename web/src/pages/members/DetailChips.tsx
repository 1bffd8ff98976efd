/** The particulars of something that happened, short: money as money, the rest as written. */

import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatMoney } from '../../shared/format';

export function DetailChips({ detail }: { detail: Record<string, unknown> }) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const shown = Object.entries(detail).filter(([, value]) => value != null && value !== '');
  const show = (key: string, value: unknown) =>
    key.endsWith('_minor') && typeof value === 'number'
      ? formatMoney(value, currency)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  return (
    <span className="chips">
      {shown.map(([key, value]) => (
        <span key={key} className="chip">
          <span className="kind">{t(`detail.${key}`, { defaultValue: key })}</span>
          <span className="clip">{show(key, value)}</span>
        </span>
      ))}
    </span>
  );
}
