/** What is counted in a content beside what the platform takes. */

import type { ContentMeasure } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';

export function Measures({ measures }: { measures: ContentMeasure[] }) {
  const { t } = useTranslation();
  const placeName = (where: string) => {
    const name = where.split('.').at(-1) ?? '';
    return t(`templates.place.${name}`, { defaultValue: name });
  };
  // A part that is not there has nothing to count.
  const counted = measures.filter((one) => one.count > 0);
  return (
    <span className="chips">
      {counted.map((one) => (
        <span key={`${one.where}.${one.unit}`} className="chip" title={one.where}>
          {t(one.most === null ? 'templates.counted' : 'templates.countedOf', {
            place: placeName(one.where),
            count: one.count,
            text: formatNumber(one.count),
            most: formatNumber(one.most),
            unit: t(`templates.unitIs.${one.unit}`, { count: one.most ?? one.count }),
          })}
        </span>
      ))}
    </span>
  );
}
