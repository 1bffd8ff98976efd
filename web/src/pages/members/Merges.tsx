/** Why a member is one person: every merge with its reason, and undoing it. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get, post } from '../../api/client';
import type { Merge, Page } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatActor, formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { toast } from '../../ui/toasts';
import { useReference } from '../duplicates/useReference';
import { useKindLabel } from './IdentifierChips';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));

export function Merges({ path }: { path: string }) {
  const { t } = useTranslation();
  const key = `${path}/merges`;
  const query = useQuery({ queryKey: [key], queryFn: ({ signal }) => get<Page<Merge>>(key, undefined, signal) });
  return (
    <Panel title={t('merges.title')}>
      <Loaded query={query}>
        {({ items }) => (
          <>
            <p className="muted">{t(items.length === 0 ? 'merges.none' : 'merges.about')}</p>
            <ul className="merges">
              {items.map((merge) => (
                <MergeLine key={merge.id} merge={merge} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function MergeLine({ merge }: { merge: Merge }) {
  const { t } = useTranslation();
  const { workspace, can } = useAccess();
  const [asking, setAsking] = useState(false);
  const at = formatInstant(merge.at, workspace.zone);
  return (
    <li className={merge.undone_at ? 'undone' : ''}>
      <div>
        <Reason merge={merge} />
        <div className="muted small">
          {t(merge.by === 'siyu' ? 'merges.byItself' : 'merges.by', {
            source: merge.source,
            target: merge.target,
            by: formatActor(merge.by),
            at,
          })}
          {merge.undone_at && ` · ${undone(t, merge, formatInstant(merge.undone_at, workspace.zone))}`}
        </div>
      </div>
      {!merge.undone_at && can('members.link') && (
        <Button small onClick={() => setAsking(true)}>
          {t('merges.undo')}
        </Button>
      )}
      {asking && <Undo merge={merge} onClose={() => setAsking(false)} />}
    </li>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

const undone = (t: Translate, merge: Merge, at: string): string =>
  t(merge.undone_by === 'siyu' ? 'merges.undoneByItself' : 'merges.undoneBy', { by: formatActor(merge.undone_by), at });

function Reason({ merge }: { merge: Merge }) {
  const { t } = useTranslation();
  const label = useKindLabel();
  const reference = useReference();
  const { seen } = merge;
  if (!seen?.left || !seen.right) {
    return <span>{merge.because ? t('merges.because', { because: merge.because }) : t('merges.decided')}</span>;
  }
  return (
    <span>
      {label(seen.left.kind)} <span className="mono">{seen.left.value}</span> {t('merges.with')}{' '}
      {label(seen.right.kind)} <span className="mono">{seen.right.value}</span>{' '}
      {t('merges.together', { from: reference(seen.reference) })}
    </span>
  );
}

function Undo({ merge, onClose }: { merge: Merge; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => post(api(`/merges/${merge.id}/undos`)),
    onSuccess: async () => {
      toast(t('merges.undone'));
      await queries.invalidateQueries();
    },
  });
  return (
    <Suspense fallback={null}>
      <ConfirmDialog
        title={t('merges.undoTitle')}
        about={t('merges.undoAbout')}
        act={t('merges.undo')}
        onAct={() => undo.mutateAsync()}
        onClose={onClose}
      />
    </Suspense>
  );
}
