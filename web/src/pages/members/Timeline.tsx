/** What happened with a member, newest first, by day. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Page, TimelineEntry } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { Waiting } from '../../ui/Waiting';
import { Particulars } from './Particulars';

export function Timeline({ path }: { path: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: [path, 'timeline'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<Page<TimelineEntry>>(`${path}/timeline`, { cursor: pageParam, limit: 50 }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  if (query.isPending) return <Waiting rows={8} />;
  if (query.error && !query.data) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (entries.length === 0) return <EmptyView title={t('members.nothingHappened')} />;
  return (
    <Panel>
      <ol className="timeline">
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id and are only ever added at the end
          <Entry key={at} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('members.earlier')}
        </Button>
      )}
    </Panel>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  return (
    <li className={entry.kind}>
      <time className="muted">{formatInstant(entry.at, workspace.zone)}</time>
      <span className="chip">{t(`timeline.${entry.kind}`)}</span>
      <span>
        <strong>{text(entry.title)}</strong> <Particulars kind={entry.kind} detail={entry.detail} />
      </span>
    </li>
  );
}
