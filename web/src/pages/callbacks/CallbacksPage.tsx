/** What platforms told, what became of it, why something failed, and what was refused. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Callback, CallbackSummary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { Note } from '../../ui/Note';
import { PageFrame } from '../../ui/PageFrame';
import { CallbackFilters } from './CallbackFilters';
import { Counts } from './Counts';
import { Handlings } from './Handlings';
import { useCallbackColumns } from './useCallbackColumns';

export default function CallbacksPage() {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const path = api('/callbacks');
  const summary = useQuery({
    queryKey: [api('/callback-summary')],
    queryFn: ({ signal }) => get<CallbackSummary>(api('/callback-summary'), undefined, signal),
    refetchInterval: 10_000,
  });
  const refused = summary.data?.refused ?? [];
  return (
    <PageFrame title={t('callbacks.title')} lead={t('callbacks.lead')}>
      {refused.length > 0 && (
        <Note tone="bad" title={t('callbacks.refusedTitle')}>
          {refused
            .map(({ code, count }) => `${t(`callbacks.codes.${code.slice(9)}`, { defaultValue: code })} × ${count}`)
            .join(' · ')}
        </Note>
      )}
      {summary.data && summary.data.received > 0 && <Counts summary={summary.data} />}
      <DataTable<Callback>
        name="callbacks"
        caption={t('callbacks.title')}
        path={path}
        filters={['name', 'outcome', 'channel']}
        tools={(list) => <CallbackFilters list={list} summary={summary.data} />}
        columns={useCallbackColumns()}
        rowKey={(row) => row.id}
        expanded={(row) => <Handlings callback={row} path={path} />}
        refresh={() => 10_000}
        empty={
          <EmptyView
            title={t('callbacks.empty')}
            about={t('callbacks.emptyAbout')}
            act={<ButtonLink to={page('/channels')}>{t('callbacks.toChannels')}</ButtonLink>}
          />
        }
      />
    </PageFrame>
  );
}
