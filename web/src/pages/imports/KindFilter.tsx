/** Narrows a list to one kind of content, kept in the address. */

import type { ImportKind } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';
import { useKinds } from './useKinds';

export function KindFilter({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const text = useText();
  const kinds: ImportKind[] = useKinds().data ?? [];
  return (
    <PlainSelect
      label={t('imports.kind')}
      value={list.value('kind')}
      options={[
        { value: '', label: t('imports.everyKind') },
        ...kinds.map((kind) => ({ value: kind.name, label: text(kind.label) })),
      ]}
      onChange={(kind) => list.set({ kind })}
    />
  );
}
