/** One folder pull: its settings, the files it has seen with their imports, and its last looks. */

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { get } from '../../api/client';
import type { FolderPullDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { ProblemNote } from '../../ui/ProblemView';
import { useKindName } from '../imports/useKinds';
import { Files } from './Files';
import { LookWords } from './LookWords';
import { PullActs } from './PullActs';
import { PullState } from './PullState';
import './pulls.css';

export default function PullPage() {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const { id = '' } = useParams();
  const path = api(`/folder-pulls/${id}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<FolderPullDetail>(path, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.files.importing ? 2000 : 5000),
  });
  return (
    <PageFrame
      title={query.data?.name ?? t('pulls.one')}
      back={{ to: page('/imports?tab=pulls'), label: t('pulls.title') }}
      lead={query.data && <PullState pull={query.data} />}
      actions={query.data && <PullActs pull={query.data} path={path} />}
    >
      <Loaded query={query}>
        {(pull) => (
          <>
            {pull.last?.error && <ProblemNote problem={pull.last.error} />}
            <Facts pull={pull} />
            <h2>{t('pulls.files')}</h2>
            <Files path={`${path}/files`} />
            <Looks pull={pull} />
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

function Facts({ pull }: { pull: FolderPullDetail }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const kindName = useKindName();
  const { document } = pull;
  const facts: [string, string][] = [
    [t('pulls.folder'), document.folder],
    [t('pulls.pattern'), document.pattern],
    [t('imports.kind'), kindName(document.mapping.imports)],
    [t('pulls.every'), t('pulls.minutes', { count: document.every_minutes })],
    [t('pulls.quiet'), t('pulls.seconds', { count: document.quiet_seconds })],
    [t('pulls.afterwards'), t(`pulls.then.${document.afterwards}`)],
    [t('pulls.nextLook'), pull.paused_at ? '–' : formatInstant(pull.due_at, workspace.zone)],
    [t('imports.by'), pull.by || t('parts.system')],
  ];
  return (
    <Panel>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className="document">
        <summary>{t('pulls.document')}</summary>
        <pre className="yaml-past">{pull.yaml}</pre>
      </details>
    </Panel>
  );
}

function Looks({ pull }: { pull: FolderPullDetail }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (pull.looks.length === 0) return null;
  return (
    <Panel title={t('pulls.lately')}>
      <ol className="looks">
        {pull.looks.map((look) => (
          <li key={look.first_at}>
            <time>{formatInstant(look.at, workspace.zone)}</time> <LookWords look={look} />
            {look.times > 1 && (
              <span className="muted small">
                {t('pulls.sameSince', { count: look.times, at: formatInstant(look.first_at, workspace.zone) })}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
