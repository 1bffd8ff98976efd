/** A day of the report, kept in the address; without one it is what the server chose. */

import { useTranslation } from '../../i18n';
import { Input } from '../../ui/Input';
import { useAddress } from '../behaviour/asked';

type Props = { name: 'on' | 'since'; shown?: string; most?: string };

export function DaySelect({ name, shown, most }: Props) {
  const { t } = useTranslation();
  const { value, put } = useAddress();
  return (
    <span className="choice">
      <span className="muted small" aria-hidden>
        {t(`stages.${name}`)}
      </span>
      <Input
        type="date"
        className="day"
        aria-label={t(`stages.${name}`)}
        value={value(name) || shown || ''}
        max={most}
        onChange={({ target }) => put({ [name]: target.value })}
      />
    </span>
  );
}
