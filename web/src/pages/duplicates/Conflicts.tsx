/** Conflicts to review: identifiers seen with several people, those people side by side, one decision each. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Conflict, Page } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { Segmented } from '../../ui/Segmented';
import { TableFoot } from '../../ui/TableFoot';
import { type ListState, useListState } from '../../ui/useListState';
import { ConflictCard } from './ConflictCard';

const KINDS = ['phone', 'card', 'member_no', 'unionid', 'openid', 'external_userid', 'shop_id'];

export function Conflicts() {
  const { api } = useAccess();
  const list = useListState();
  const asked = {
    state: list.value('state') || 'open',
    kind: list.value('kind'),
    cursor: list.cursor,
    limit: list.limit,
  };
  const path = api('/conflicts');
  const query = useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => get<Page<Conflict>>(path, asked, signal),
  });
  return (
    <Panel flush className="conflicts">
      <Filters list={list} state={asked.state} />
      <Loaded query={query} rows={8}>
        {(found) => (
          <>
            {found.items.map((conflict) => (
              <ConflictCard key={conflict.id} conflict={conflict} onDone={() => void query.refetch()} />
            ))}
            {found.items.length === 0 && <Nothing state={asked.state} />}
            <TableFoot list={list} count={found.items.length} total={found.total} next={found.next} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Filters({ list, state }: { list: ListState; state: string }) {
  const { t } = useTranslation();
  return (
    <div className="table-tools">
      <Segmented
        small
        label={t('duplicates.state')}
        value={state}
        options={['open', 'decided'].map((value) => ({ value, label: t(`duplicates.states.${value}`) }))}
        onChange={(value) => list.set({ state: value === 'open' ? '' : value })}
      />
      <PlainSelect
        small
        label={t('duplicates.kind')}
        value={list.value('kind')}
        options={[
          { value: '', label: t('duplicates.anyKind') },
          ...KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
        ]}
        onChange={(kind) => list.set({ kind })}
      />
    </div>
  );
}

function Nothing({ state }: { state: string }) {
  const { t } = useTranslation();
  return <EmptyView title={t(`duplicates.empty.${state}`)} about={t('duplicates.emptyAbout')} />;
}
