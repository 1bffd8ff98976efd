/** Which category the lifecycle is told by, or everything. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Text } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { useAddress } from '../behaviour/asked';
import { Choice } from '../behaviour/Controls';

type Known = { value: string; label: Text; count: number };

export function CategorySelect() {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const { value, put } = useAddress();
  const path = api('/property-values');
  const query = { property: 'product.category' };
  const known = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Known[]>(path, query, signal),
    staleTime: 60_000,
  });
  const chosen = value('category');
  const options = (known.data ?? []).map((each) => ({ value: each.value, label: text(each.label) || each.value }));
  if (chosen && !options.some((each) => each.value === chosen)) options.push({ value: chosen, label: chosen });
  return (
    <Choice
      label={t('stages.category')}
      value={chosen}
      options={[{ value: '', label: t('stages.everything') }, ...options]}
      onChange={(category) => put({ category })}
    />
  );
}
