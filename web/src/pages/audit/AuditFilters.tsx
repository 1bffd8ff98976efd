/** Narrows the log to a kind of object or to one action on it; both are kept in the address. */

import { useTranslation } from '../../i18n';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';

export const AUDIT_FILTERS = ['object_type', 'action'];

export function AuditFilters({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const objects = t('audit.objects', { returnObjects: true }) as Record<string, string>;
  const actions = t('audit.actions', { returnObjects: true }) as Record<string, Record<string, string>>;
  const named = Object.entries(actions).flatMap(([object, words]) =>
    Object.entries(words).map(([word, label]) => ({ value: `${object}.${word}`, label })),
  );
  return (
    <>
      <PlainSelect
        label={t('audit.object')}
        value={list.value('object_type')}
        options={[
          { value: '', label: t('audit.everyObject') },
          ...Object.entries(objects).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(object_type) => list.set({ object_type })}
      />
      <PlainSelect
        label={t('audit.action')}
        value={list.value('action')}
        options={[{ value: '', label: t('audit.everyAction') }, ...named]}
        onChange={(action) => list.set({ action })}
      />
    </>
  );
}
