/** The lifecycle of the buyers of each larger category, by the rhythm of that category. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { CategoryStages } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { CategoryTable } from './CategoryTable';

export function Categories({ on }: { on: string }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/stages/lifecycle/categories');
  const query = useQuery({
    queryKey: [path, on],
    queryFn: ({ signal }) => get<CategoryStages>(path, { on }, signal),
  });
  return (
    <Loaded query={query} rows={6}>
      {(found) =>
        found.categories.length ? <CategoryTable found={found} /> : <p className="muted">{t('stages.noCategories')}</p>
      }
    </Loaded>
  );
}
