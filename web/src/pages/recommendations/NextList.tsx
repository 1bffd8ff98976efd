/** Products in the order they are recommended, each with why. */

import type { NextProduct } from '../../api/types';
import { useText, useTranslation } from '../../i18n';

export function NextList({ items }: { items: NextProduct[] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <ol className="next-list">
      {items.map((one) => (
        <li key={one.product}>
          <strong>{one.name}</strong>
          <div className="muted small">
            {[text(one.category), one.brand, one.product].filter(Boolean).join(' · ')}
            {'；'}
            {one.because ? t('next.because', { product: one.because }) : t('next.boughtBefore')}
          </div>
        </li>
      ))}
    </ol>
  );
}
