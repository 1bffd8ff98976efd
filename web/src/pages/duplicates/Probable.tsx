/** Probable duplicates: the search for them, and the pairs it proposed, the likeliest first. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Duplicate, Page } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { Segmented } from '../../ui/Segmented';
import { TableFoot } from '../../ui/TableFoot';
import { useListState } from '../../ui/useListState';
import { ProposalCard } from './ProposalCard';
import { SearchPanel } from './SearchPanel';
import { useSearches } from './useSearches';

export function Probable() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const list = useListState();
  const searches = useSearches();
  const state = list.value('state') || 'open';
  const asked = { state, cursor: list.cursor, limit: list.limit };
  const path = api('/duplicates');
  const query = useQuery({
    // What a search wrote is asked for anew when it ends.
    queryKey: [path, asked, searches.data?.items[0]?.finished_at],
    queryFn: ({ signal }) => get<Page<Duplicate>>(path, asked, signal),
  });
  return (
    <div className="stack">
      <SearchPanel searches={searches} />
      <Panel flush className="conflicts">
        <div className="table-tools">
          <Segmented
            small
            label={t('duplicates.state')}
            value={state}
            options={['open', 'decided'].map((value) => ({ value, label: t(`duplicates.states.${value}`) }))}
            onChange={(value) => list.set({ state: value === 'open' ? '' : value })}
          />
        </div>
        <Loaded query={query} rows={8}>
          {(found) => (
            <>
              {found.items.map((one) => (
                <ProposalCard key={one.id} proposal={one} onDone={() => void query.refetch()} />
              ))}
              {found.items.length === 0 && (
                <EmptyView title={t(`duplicates.noProbable.${state}`)} about={t('duplicates.probableAbout')} />
              )}
              <TableFoot list={list} count={found.items.length} total={found.total} next={found.next} />
            </>
          )}
        </Loaded>
      </Panel>
    </div>
  );
}
