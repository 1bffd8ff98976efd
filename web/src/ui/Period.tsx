/** The days a report looks back, or ahead, kept in the address. */

import { useSearchParams } from 'react-router';
import { useTranslation } from '../i18n';
import { Segmented } from './Segmented';

/** Read the days from the address; whatever is not among the choices counts as the first look. */
export function usePeriod(choices: number[], first: number) {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('days'));
  const choose = (days: number) =>
    setParams(
      (before) => {
        before.set('days', String(days));
        return before;
      },
      { replace: true },
    );
  return { choices, days: choices.includes(asked) ? asked : first, choose };
}

export function Period({ period, ahead = false }: { period: ReturnType<typeof usePeriod>; ahead?: boolean }) {
  const { t } = useTranslation();
  return (
    <Segmented
      label={t('parts.period')}
      value={period.days}
      options={period.choices.map((value) => ({
        value,
        label: t(ahead ? 'parts.nextDays' : 'parts.lastDays', { count: value }),
      }))}
      onChange={period.choose}
    />
  );
}
