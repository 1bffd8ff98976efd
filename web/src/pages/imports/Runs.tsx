/** Every file that came in and what became of its rows, found by name or number, kind and state. */

import type { ReactNode } from 'react';
import type { Import, ImportState } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';
import { KindFilter } from './KindFilter';
import { isUnderway, STATES } from './state';
import { useRunColumns } from './useRunColumns';

export function Runs({ start }: { start: ReactNode }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  return (
    <DataTable<Import>
      name="imports"
      caption={t('imports.title')}
      path={api('/imports')}
      search={t('imports.search')}
      filters={['kind', 'state']}
      tools={(list) => (
        <>
          <KindFilter list={list} />
          <StateFilter list={list} />
        </>
      )}
      columns={useRunColumns()}
      rowKey={(row) => row.id}
      refresh={(rows) => (rows.some(isUnderway) ? 2000 : false)}
      empty={<EmptyView title={t('imports.empty')} about={t('imports.emptyAbout')} act={start} />}
    />
  );
}

function StateFilter({ list }: { list: ListState }) {
  const { t } = useTranslation();
  return (
    <PlainSelect<ImportState | ''>
      label={t('imports.state')}
      value={list.value('state') as ImportState | ''}
      options={[
        { value: '', label: t('imports.everyState') },
        ...STATES.map((value) => ({ value, label: t(`imports.is.${value}`) })),
      ]}
      onChange={(state) => list.set({ state })}
    />
  );
}
