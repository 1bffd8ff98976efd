/** Files to print: what was asked for, how far it has come, and the way to it. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { CodePrint } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatActor, formatBytes, formatInstant, formatNumber } from '../../ui/format';
import { ProgressBar } from '../../ui/ProgressBar';
import { toast } from '../../ui/toasts';

const isUnderway = ({ state }: CodePrint): boolean => state === 'queued' || state === 'running';
const TONE: Record<CodePrint['state'], string> = { queued: '', running: '', done: 'good', stopped: '', failed: 'bad' };

export function Prints({ path }: { path: string }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  return (
    <DataTable<CodePrint>
      name="code-prints"
      prefix="prints"
      caption={t('codes.prints')}
      path={`${path}/prints`}
      rowKey={(row) => row.id}
      refresh={(rows) => rows.some(isUnderway) && 1500}
      columns={[
        {
          key: 'made',
          title: t('codes.askedAt'),
          render: (row) => <time>{formatInstant(row.made_at, workspace.zone)}</time>,
          plain: (row) => row.made_at,
        },
        {
          key: 'range',
          title: t('codes.range'),
          render: (row) => `${formatNumber(row.first)}–${formatNumber(row.last)}`,
          plain: (row) => `${row.first}-${row.last}`,
        },
        { key: 'form', title: t('codes.form'), render: (row) => <Form one={row} />, plain: (row) => row.form },
        { key: 'state', title: t('codes.state'), render: (row) => <State one={row} />, plain: (row) => row.state },
        {
          key: 'by',
          title: t('codes.by'),
          extra: true,
          render: (row) => formatActor(row.by),
          plain: (row) => row.by,
        },
        { key: 'act', title: t('codes.file'), render: (row) => <Act one={row} path={`${path}/prints`} /> },
      ]}
      empty={<EmptyView title={t('codes.noPrints')} about={t('codes.noPrintsAbout')} />}
    />
  );
}

function Form({ one }: { one: CodePrint }) {
  const { t } = useTranslation();
  const sheet = t('codes.sheet', { paper: one.paper, columns: one.columns, rows: one.rows });
  return <>{one.form === 'pdf' ? sheet : t(`codes.forms.${one.form}`)}</>;
}

function State({ one }: { one: CodePrint }) {
  const { t } = useTranslation();
  const text = useText();
  if (one.state === 'running') return <ProgressBar rate={one.drawn / one.count} label={t('codes.progress')} />;
  return (
    <span className={`chip ${TONE[one.state]}`} data-tip={text(one.error?.message) || undefined}>
      {t(`codes.states.${one.state}`)}
    </span>
  );
}

function Act({ one, path }: { one: CodePrint; path: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { api, can, workspace } = useAccess();
  const queries = useQueryClient();
  const stop = useMutation({
    mutationFn: () => post(api(`/code-prints/${one.id}/stops`)),
    onError: (problem) => toast(text(asProblem(problem).problem.message)),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  if (!can('codes.export')) return null;
  if (isUnderway(one)) {
    return (
      <Button small busy={stop.isPending} onClick={() => stop.mutate()}>
        {t('codes.stop')}
      </Button>
    );
  }
  if (!one.has_file) return <span className="muted">–</span>;
  const until = t('codes.keptUntil', { at: formatInstant(one.expires_at, workspace.zone) });
  return (
    <span data-tip={until}>
      <ButtonLink small icon={DownloadOutlined} href={`/api/v1${api(`/code-prints/${one.id}/file`)}`}>
        {t('codes.fetch', { size: formatBytes(one.file_bytes ?? 0) })}
      </ButtonLink>
    </span>
  );
}
