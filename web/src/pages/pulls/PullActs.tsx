/** What can be done with a folder pull: look now, try failed files again, pause, change, delete. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { post, remove } from '../../api/client';
import type { FolderPullDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const PullDialog = lazy(() => import('./PullDialog'));

type Act = 'looks' | 'retries' | 'pauses' | 'resumptions';

export function PullActs({ pull, path }: { pull: FolderPullDetail; path: string }) {
  const { t } = useTranslation();
  const { api, can, page } = useAccess();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'change' | 'delete' | null>(null);
  const act = useMutation({
    mutationFn: (which: Act) => post<FolderPullDetail>(`${path}/${which}`),
    onSuccess: async (changed, which) => {
      queries.setQueryData([path], changed);
      toast(t(`pulls.did.${which}`));
      await queries.invalidateQueries({ queryKey: [`${path}/files`] });
    },
  });
  async function forget() {
    await remove(path);
    toast(t('parts.deleted'));
    await queries.invalidateQueries({ queryKey: [api('/folder-pulls')] });
    navigate(page('/imports?tab=pulls'));
  }
  const button = (which: Act, kind?: 'primary') => (
    <Button kind={kind} busy={act.isPending && act.variables === which} onClick={() => act.mutate(which)}>
      {t(`pulls.${which}`)}
    </Button>
  );
  return (
    <div className="stack">
      <span className="row">
        {can('imports.pull') && (
          <>
            <Button danger onClick={() => setAsking('delete')}>
              {t('parts.delete')}
            </Button>
            <Button onClick={() => setAsking('change')}>{t('pulls.change')}</Button>
          </>
        )}
        {can('imports.run') && (
          <>
            {button(pull.paused_at ? 'resumptions' : 'pauses')}
            {Boolean(pull.files.failed) && button('retries')}
            {button('looks', 'primary')}
          </>
        )}
      </span>
      {act.error && <ProblemView error={act.error} />}
      <Suspense fallback={null}>
        {asking === 'change' && (
          <PullDialog
            pull={pull}
            onClose={() => setAsking(null)}
            onSaved={(saved) => {
              queries.setQueryData([path], saved);
              setAsking(null);
            }}
          />
        )}
        {asking === 'delete' && (
          <ConfirmDialog
            danger
            title={t('pulls.deleteTitle', { name: pull.name })}
            about={t('pulls.deleteAbout')}
            act={t('parts.delete')}
            onAct={forget}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </div>
  );
}
