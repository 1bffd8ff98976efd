/** The members that have a tag, with any value or one. */

import type { MemberRow, Tag } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PlainSelect } from '../../ui/PlainSelect';
import { useMemberColumns } from '../members/MembersPage';

export function Holders({ tag }: { tag: Tag }) {
  const { t } = useTranslation();
  const text = useText();
  const { api, can, page } = useAccess();
  // The list comes in the order of member numbers.
  const columns = useMemberColumns().map(({ sort: _sort, ...column }) => column);
  return (
    <DataTable<MemberRow>
      name="tag-members"
      caption={t('tags.tab.members')}
      path={api(`/tags/${tag.name}/members`)}
      filters={['value']}
      tools={(list) => (
        <>
          <PlainSelect
            label={t('tags.value')}
            value={list.value('value')}
            options={[
              { value: '', label: t('tags.everyValue') },
              ...tag.values.map((each) => ({ value: each.value, label: text(each.label) })),
            ]}
            onChange={(value) => list.set({ value })}
          />
          {can('segments.edit') && (
            <ButtonLink to={page('/segments/new')} state={{ document: segmentOf(tag, list.value('value')) }}>
              {t('tags.makeSegment')}
            </ButtonLink>
          )}
        </>
      )}
      columns={columns}
      rowKey={(row) => row.member_id}
      empty={<EmptyView title={t('tags.nobody')} about={t(`tags.nobodyAbout.${tag.type}`)} />}
    />
  );
}

/** A segment of whoever has the tag, to be named. */
function segmentOf(tag: Tag, value: string) {
  return {
    kind: 'segment',
    name: '',
    label: { 'zh-CN': '', en: '' },
    rule: { all: [{ tag: tag.name, ...(value ? { is: { eq: value } } : {}) }] },
    refresh: 'nightly',
  };
}
