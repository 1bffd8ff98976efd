/** The history of an export, the newest first: rows, size, checksum, when, and why there is no file. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../../api/client';
import type { ExportRun, Page, SegmentExport } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { formatActor, formatBytes, formatInstant } from '../../../ui/format';
import { Loaded } from '../../../ui/Loaded';
import { Fetch, isUnderway, RunState } from './RunState';

const FEW = 10;
const MOST = 200;

export function Runs({ one }: { one: SegmentExport }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [limit, setLimit] = useState(FEW);
  const path = api(`/segment-exports/${one.id}/runs`);
  const query = useQuery({
    queryKey: [path, limit, one.last?.id, one.last?.state],
    queryFn: ({ signal }) => get<Page<ExportRun>>(path, { limit }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderway) ? 2000 : false),
  });
  return (
    <Loaded query={query} rows={2}>
      {({ items, next, total }) =>
        items.length === 0 ? (
          <p className="muted">{t('exports.noRuns')}</p>
        ) : (
          <div className="stack">
            <table className="plain-table" aria-label={t('exports.history')}>
              <thead>
                <tr>
                  {(['at', 'cause', 'last', 'bytes', 'checksum', 'file'] as const).map((key) => (
                    <th key={key} scope="col" className={key === 'bytes' ? 'amount' : undefined}>
                      {t(`exports.${key === 'last' ? 'outcome' : key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((run) => (
                  <Run key={run.id} run={run} />
                ))}
              </tbody>
            </table>
            {next && limit < MOST && (
              <div>
                <Button small onClick={() => setLimit(limit === FEW ? 50 : MOST)}>
                  {t('exports.more', { total })}
                </Button>
              </div>
            )}
          </div>
        )
      }
    </Loaded>
  );
}

function Run({ run }: { run: ExportRun }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const at = (instant: string | null) => formatInstant(instant, workspace.zone);
  return (
    <tr>
      <td>
        <time>{at(run.finished_at ?? run.made_at)}</time>
      </td>
      <td>
        {run.due_at ? t('exports.due', { at: at(run.due_at) }) : formatActor(run.by)}
        {run.missed > 0 && <div className="muted small">{t('exports.missed', { count: run.missed })}</div>}
      </td>
      <td>
        <RunState run={run} />
        {run.evaluated_at && (
          <div className="muted small">
            {t('exports.asOf', { version: run.segment_version, at: at(run.evaluated_at) })}
          </div>
        )}
        {run.erased_rows > 0 && <div className="muted small">{t('exports.erased', { count: run.erased_rows })}</div>}
      </td>
      <td className="amount num">{run.file_bytes == null ? '–' : formatBytes(run.file_bytes)}</td>
      <td>
        {run.sha256 ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the whole checksum must be reachable without a mouse
          <span className="mono" tabIndex={0} data-tip={`SHA-256 ${run.sha256}`}>
            {run.sha256.slice(0, 12)}…
          </span>
        ) : (
          '–'
        )}
      </td>
      <td>
        <Fetch run={run} />
        {run.state === 'done' && (
          <div className="muted small">
            {run.has_file ? t('exports.until', { at: at(run.expires_at) }) : t('exports.gone')}
          </div>
        )}
      </td>
    </tr>
  );
}
