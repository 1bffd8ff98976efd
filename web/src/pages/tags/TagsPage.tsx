/** Tags: what is said of members, in groups, with who has them and how fresh that is. */

import { PlusOutlined } from '@ant-design/icons-svg';
import type { TagRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PageFrame } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';
import { GROUPS, TYPES } from './document';
import { useTagColumns } from './useTagColumns';
import './tags.css';

export default function TagsPage() {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const make = can('tags.edit') && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/tags/new')}>
      {t('tags.new')}
    </ButtonLink>
  );
  return (
    <PageFrame title={t('tags.title')} lead={t('tags.lead')} actions={make}>
      <DataTable<TagRow>
        name="tags"
        caption={t('tags.title')}
        path={api('/tags')}
        search={t('tags.search')}
        filters={['group', 'type', 'owner']}
        tools={(list) => <Filters list={list} />}
        columns={useTagColumns()}
        rowKey={(row) => row.name}
        empty={<EmptyView title={t('tags.empty')} about={t('tags.emptyAbout')} act={make} />}
      />
    </PageFrame>
  );
}

function Filters({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const owner = list.value('owner');
  return (
    <>
      <PlainSelect
        label={t('tags.group')}
        value={list.value('group')}
        options={[
          { value: '', label: t('tags.everyGroup') },
          ...GROUPS.map((value) => ({ value, label: t(`tags.groupIs.${value}`) })),
        ]}
        onChange={(group) => list.set({ group })}
      />
      <PlainSelect
        label={t('tags.type')}
        value={list.value('type')}
        options={[
          { value: '', label: t('tags.everyType') },
          ...TYPES.map((value) => ({ value, label: t(`tags.typeIs.${value}`) })),
        ]}
        onChange={(type) => list.set({ type })}
      />
      {owner && (
        <button type="button" className="chip on" onClick={() => list.set({ owner: '' })}>
          {t('tags.ownerIs', { owner })} ×
        </button>
      )}
    </>
  );
}
