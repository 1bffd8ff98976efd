/** The particulars of something that happened, in a line: money as money, the rest as written. */

import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatMoney, formatNumber, formatWord } from '../../ui/format';

type Detail = Record<string, unknown>;

/** Said of nearly every order, so only the exception is worth a word. */
const USUAL: Detail = { status: 'paid' };

export function Particulars({ kind, detail }: { kind: string; detail: Detail }) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const told = Object.entries(toldOf(kind, detail)).filter(
    ([key, value]) => value != null && value !== '' && USUAL[key] !== value,
  );
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

/** What is worth telling: an order's number but no made-up keys; properties one by one, none twice. */
export function toldOf(kind: string, { key, line_key: _, properties, ...rest }: Detail): Detail {
  const own = Object.entries((properties ?? {}) as Detail);
  const said = new Set(Object.values(rest));
  return {
    ...(kind === 'order' || kind === 'refund' ? { key } : {}),
    ...rest,
    ...Object.fromEntries(own.filter(([name, value]) => !(name.endsWith('_id') && said.has(value)))),
  };
}
