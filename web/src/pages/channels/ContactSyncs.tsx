/** Reading contacts from WeCom: what is known by now, how far the present reading has come, and the last ones. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../api/client';
import type { ChannelDetail, ContactSummary, ContactSync } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { Loaded } from '../../ui/Loaded';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { SyncRuns } from './SyncRuns';
import { SyncState } from './SyncState';

const KNOWN = ['customers', 'relations', 'staff', 'groups', 'seats', 'tags'] as const;

export function ContactSyncs({ channel, path }: { channel: ChannelDetail; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const queries = useQueryClient();
  const syncs = `${path}/contact-syncs`;
  const query = useQuery({
    queryKey: [syncs],
    queryFn: ({ signal }) => get<ContactSummary>(syncs, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.items.some((run) => !run.finished_at) ? 1500 : 30_000),
  });
  const act = useMutation({
    mutationFn: (is_full: boolean) => post<ContactSync>(syncs, { is_full }),
    onSettled: () => queries.invalidateQueries({ queryKey: [syncs] }),
  });
  const running = query.data?.items.some((run) => !run.finished_at) ?? false;
  const may = can('contacts.sync') && !channel.disabled_at;
  const button = (is_full: boolean, primary: boolean) => (
    <Button
      kind={primary ? 'primary' : undefined}
      disabled={running}
      busy={act.isPending && act.variables === is_full}
      onClick={() => act.mutate(is_full)}
    >
      {t(is_full ? 'contacts.readAll' : 'contacts.readNew')}
    </Button>
  );
  return (
    <Loaded query={query}>
      {(summary) => (
        <div className="stack">
          {act.error && <ProblemView error={act.error} />}
          {summary.items.length === 0 ? (
            <Panel>
              <EmptyView title={t('contacts.empty')} about={t('contacts.emptyAbout')} act={may && button(true, true)} />
            </Panel>
          ) : (
            <>
              <Panel
                title={t('contacts.known')}
                extra={
                  may && (
                    <span className="row">
                      {button(false, false)}
                      {button(true, false)}
                    </span>
                  )
                }
              >
                <dl className="facts">
                  {KNOWN.map((name) => (
                    <div key={name}>
                      <dt>{t(`contacts.${name}`)}</dt>
                      <dd>
                        <Num value={summary[name]} />
                      </dd>
                    </div>
                  ))}
                </dl>
                {summary.items[0] && <SyncState run={summary.items[0]} />}
              </Panel>
              <SyncRuns runs={summary.items} />
            </>
          )}
        </div>
      )}
    </Loaded>
  );
}
