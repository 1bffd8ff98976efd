/** How a code stands on the platform. */

import { useTranslation } from '../../i18n';

const TONES: Record<string, string> = { live: 'good', trouble: 'bad', making: 'warn', retired: '' };

export function StateChip({ state }: { state: string }) {
  const { t } = useTranslation();
  return <span className={`chip ${TONES[state] ?? ''}`}>{t(`contactCodes.states.${state}`)}</span>;
}
