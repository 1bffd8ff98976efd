/** In what two members agree and what it weighs: each field a row, a bar to the right for one person, to the left against. */

import type { Agreement } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';

/** Bits at which a bar is full. */
const FULL = 16;

export function Agreements({ agreements }: { agreements: Agreement[] }) {
  const { t } = useTranslation();
  return (
    <table className="plain-table agreements">
      <thead>
        <tr>
          <th scope="col">{t('duplicates.field')}</th>
          <th scope="col">{t('duplicates.comparison')}</th>
          <th scope="col" title={t('duplicates.weightAbout')}>
            {t('duplicates.weight')}
          </th>
        </tr>
      </thead>
      <tbody>
        {agreements.map(({ name, how, weight }) => (
          <tr key={name}>
            <th scope="row">{t(`duplicates.fields.${name}`)}</th>
            <td>{t(`duplicates.how.${how}`)}</td>
            <td>{how === 'unknown' ? '–' : <Weight bits={weight} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Weight({ bits }: { bits: number }) {
  const share = (Math.min(Math.abs(bits), FULL) / FULL) * 50;
  const from = bits < 0 ? 50 - share : 50;
  return (
    <span className="weight">
      <span className="weight-track" aria-hidden>
        <span className={bits < 0 ? 'against' : 'for'} style={{ left: `${from}%`, width: `${share}%` }} />
      </span>
      <span className="num">
        {bits > 0 ? '+' : ''}
        {formatNumber(bits, 1)}
      </span>
    </span>
  );
}
