/** One batch of codes: its counts, the log of scans, the claims, and files to print. */

import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { get } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CodeBatch } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Note } from '../../ui/Note';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { BatchActs } from './BatchActs';
import { BatchFacts } from './BatchFacts';
import { Claims } from './Claims';
import { Prints } from './Prints';
import { Scans } from './Scans';
import { useTypeName } from './useCodeTypes';
import './codes.css';

const EVERY_MS = 10_000;

export default function CodeBatchPage() {
  const { t } = useTranslation();
  const text = useText();
  const { id = '' } = useParams();
  const { api, page } = useAccess();
  const path = api(`/code-batches/${id}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<CodeBatch>(path, undefined, signal),
    refetchInterval: EVERY_MS,
  });
  const missing = query.error instanceof ApiProblem && query.error.status === 404 ? query.error : null;
  return (
    <PageFrame
      title={query.data?.name ?? t('codes.one')}
      back={{ to: page('/codes'), label: t('codes.title') }}
      lead={query.data && <Lead batch={query.data} />}
      actions={query.data && <BatchActs batch={query.data} path={path} />}
    >
      {missing ? (
        <Panel>
          <EmptyView title={text(missing.problem.message)} />
        </Panel>
      ) : (
        <Loaded query={query}>{(batch) => <Body batch={batch} path={path} />}</Loaded>
      )}
    </PageFrame>
  );
}

function Lead({ batch }: { batch: CodeBatch }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  return (
    <span className="chips">
      <span className={batch.voided_at ? 'chip bad' : 'chip good'}>
        {t(batch.voided_at ? 'codes.void' : 'codes.live')}
      </span>
      <span className="chip">{typeName(batch.type)}</span>
      <span className="chip mono">{batch.tag}</span>
    </span>
  );
}

function Body({ batch, path }: { batch: CodeBatch; path: string }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { key: 'scans', label: t('codes.scans'), draw: () => <Scans path={path} /> },
    { key: 'claims', label: t('codes.claims'), draw: () => <Claims path={path} /> },
    { key: 'prints', label: t('codes.prints'), draw: () => <Prints path={path} /> },
  ];
  return (
    <div className="stack">
      {batch.voided_at && (
        <Note
          tone="bad"
          title={t('codes.voidSince', {
            at: formatInstant(batch.voided_at, workspace.zone),
            reason: batch.void_reason,
          })}
        />
      )}
      <BatchFacts batch={batch} />
      <Tabs
        label={t('codes.one')}
        tabs={tabs}
        open={params.get('tab') ?? 'scans'}
        onOpen={(tab) => setParams({ tab }, { replace: true })}
      />
    </div>
  );
}
