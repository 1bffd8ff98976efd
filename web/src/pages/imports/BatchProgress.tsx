/** Files that were started together: how each goes or went, and which of them failed. */

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { Import, Page } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { ProgressBar } from '../../ui/ProgressBar';
import { StateChip } from './StateChip';
import { isUnderway } from './state';
import { useKindName } from './useKinds';

const COUNTS = ['rows_read', 'loaded', 'repeated', 'quarantined'] as const;

export function BatchProgress({ id }: { id: string }) {
  const { api } = useAccess();
  const path = api('/imports');
  const ask = { batch: id, sort: 'made', limit: 200 };
  const query = useQuery({
    queryKey: [path, ask],
    queryFn: ({ signal }) => get<Page<Import>>(path, ask, signal),
    refetchInterval: ({ state }) => ((state.data?.items ?? []).some(isUnderway) ? 1000 : false),
  });
  return <Loaded query={query}>{({ items }) => <Table runs={items} />}</Loaded>;
}

function Table({ runs }: { runs: Import[] }) {
  const { t } = useTranslation();
  const { page } = useAccess();
  return (
    <Panel
      flush
      title={<Summary runs={runs} />}
      extra={<ButtonLink to={page('/imports')}>{t('imports.toList')}</ButtonLink>}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('imports.progress')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('imports.file')}</th>
              <th>{t('imports.kind')}</th>
              <th>{t('imports.state')}</th>
              {COUNTS.map((key) => (
                <th key={key} className="amount">
                  {t(`imports.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <OneRun key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Summary({ runs }: { runs: Import[] }) {
  const { t } = useTranslation();
  const count = (...states: Import['state'][]) => runs.filter((run) => states.includes(run.state)).length;
  const told = {
    count: runs.length,
    done: count('done'),
    failed: count('failed', 'stopped'),
    open: count('queued', 'running'),
  };
  return <span aria-live="polite">{t('imports.batchSummary', told)}</span>;
}

function OneRun({ run }: { run: Import }) {
  const { t } = useTranslation();
  const text = useText();
  const { page } = useAccess();
  const kindName = useKindName();
  return (
    <tr>
      <td>
        <Link className="clip" title={run.filename} to={page(`/imports/${run.id}`)}>
          {run.filename}
        </Link>
        {run.error && <div className="needed small">{text(run.error.message)}</div>}
      </td>
      <td>{kindName(run.kind)}</td>
      <td>
        {run.state === 'running' ? (
          <ProgressBar rate={run.progress} label={t('imports.progress')} className="row-progress" />
        ) : (
          <StateChip one={run} />
        )}
      </td>
      {COUNTS.map((key) => (
        <td key={key} className="amount">
          <Num value={run[key]} />
        </td>
      ))}
    </tr>
  );
}
