/** The change of an audit entry in small pairs: the field, and what it was and became. */

import { useTranslation } from '../../i18n';
import { formatBytes, formatNumber, formatRate } from '../../ui/format';
import { toldBy } from './changes';

/** Catalogues that name the values of a field. */
const NAMED: Record<string, string> = {
  kind: 'importKinds',
  makes: 'importKinds',
  role: 'roles',
  by: 'audit.ways',
  purpose: 'purposes',
  channel: 'channels',
};

export function Change({ change }: { change: Record<string, unknown> }) {
  const { t } = useTranslation();
  const show = (field: string, value: unknown): string => {
    if (value == null || value === '') return '–';
    if (typeof value === 'boolean') return value ? t('parts.yes') : t('parts.no');
    if (typeof value === 'number') {
      if (field === 'bytes') return formatBytes(value);
      return field === 'rate' ? formatRate(value) : formatNumber(value, 2);
    }
    if (field === 'who' && Array.isArray(value)) return value.join(t('parts.and'));
    if (typeof value === 'object') return JSON.stringify(value);
    const text = String(value);
    return NAMED[field] ? t(`${NAMED[field]}.${text}`, { defaultValue: text }) : text;
  };
  return (
    <span className="chips change">
      {toldBy(change).map((told) => (
        <span key={told.field} className="chip">
          <span className="kind">{t(`audit.fields.${told.field}`, { defaultValue: told.field })}</span>
          {'before' in told && <span>{show(told.field, told.before)} →</span>}
          <span>{show(told.field, told.value)}</span>
        </span>
      ))}
    </span>
  );
}
