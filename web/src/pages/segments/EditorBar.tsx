/** The acts on a segment: save, history, members as CSV, delete; a conflict shows both ways out. */

import { DeleteOutlined, DownloadOutlined, HistoryOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { get, post, put, remove } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Segment, SegmentDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import { type Draft, latestVersion } from './Editor';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const HistoryDialog = lazy(() => import('../../ui/document/HistoryDialog'));

type Props = { draft: Draft; segment?: Segment; saved: SegmentDocument; readOnly: boolean };

export function EditorBar({ draft, segment, readOnly }: Props) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const [past, setPast] = useState(false);
  const [dropping, setDropping] = useState(false);
  const save = useSave(draft, segment);
  const conflict = save.error instanceof ApiProblem && save.error.status === 409 && segment;
  return (
    <div className="stack">
      <div className="editor-bar">
        <span className={`chip ${draft.changed ? 'warn' : ''}`}>
          {draft.changed
            ? t('documents.unsaved')
            : segment
              ? t('documents.versionIs', { version: latestVersion(segment) })
              : t('documents.untouched')}
        </span>
        <span className="spring" />
        {segment && can('segments.export') && (
          <ButtonLink icon={DownloadOutlined} href={`/api/v1${api(`/segments/${segment.document.name}/members.csv`)}`}>
            {t('segments.exportMembers')}
          </ButtonLink>
        )}
        {segment && (
          <Button icon={HistoryOutlined} onClick={() => setPast(true)}>
            {t('documents.history')}
          </Button>
        )}
        {segment && !readOnly && (
          <Button danger kind="text" icon={DeleteOutlined} onClick={() => setDropping(true)}>
            {t('parts.delete')}
          </Button>
        )}
        {!readOnly && (
          <Button
            kind="primary"
            disabled={!draft.changed && !!segment}
            busy={save.isPending}
            onClick={() => save.mutate(latestVersion(segment))}
          >
            {t('parts.save')}
          </Button>
        )}
      </div>
      {save.error && <ProblemView error={save.error} />}
      {conflict && <Conflict segment={segment} onOverwrite={save.mutate} draft={draft} onResolved={save.reset} />}
      <Suspense fallback={null}>
        {dropping && segment && (
          <DeleteDialog name={segment.document.name} draft={draft} onClose={() => setDropping(false)} />
        )}
        {past && segment && (
          <HistoryDialog
            versions={segment.versions}
            path={api(`/segments/${segment.name}/versions`)}
            onClose={() => setPast(false)}
            onTake={readOnly ? undefined : (document, version) => draft.take(document as SegmentDocument, version)}
          />
        )}
      </Suspense>
    </div>
  );
}

function useSave(draft: Draft, segment?: Segment) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (version: number) =>
      segment
        ? put(api(`/segments/${segment.document.name}`), { document: draft.document, version })
        : post(api('/segments'), { document: draft.document }),
    onSuccess: async () => {
      toast(t('parts.saved'));
      draft.forget();
      await queries.invalidateQueries({ queryKey: [api(`/segments/${draft.document.name}`)] });
      await queries.invalidateQueries({ queryKey: [api('/segments')] });
      await queries.invalidateQueries({ queryKey: [api('/rule-vocabulary')] });
      if (!segment) navigate(page(`/segments/${draft.document.name}`), { replace: true });
    },
  });
}

function DeleteDialog({ name, draft, onClose }: { name: string; draft: Draft; onClose: () => void }) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const queries = useQueryClient();
  const navigate = useNavigate();
  async function drop() {
    await remove(api(`/segments/${name}`));
    draft.forget();
    toast(t('parts.deleted'));
    navigate(page('/segments'));
    await queries.invalidateQueries({ queryKey: [api('/segments')] });
    await queries.invalidateQueries({ queryKey: [api('/rule-vocabulary')] });
  }
  return (
    <ConfirmDialog
      danger
      title={t('segments.deleteTitle', { name })}
      about={t('segments.deleteAbout')}
      act={t('parts.delete')}
      onAct={drop}
      onClose={onClose}
    />
  );
}

type ConflictProps = {
  segment: Segment;
  draft: Draft;
  onOverwrite: (version: number) => void;
  onResolved: () => void;
};

/** Someone else saved meanwhile: take theirs, or save over it knowingly. */
function Conflict({ segment, draft, onOverwrite, onResolved }: ConflictProps) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const path = api(`/segments/${segment.document.name}`);
  const theirs = () => get<Segment>(path);
  async function take() {
    const found = await theirs();
    queries.setQueryData([path], found);
    draft.replace(found.document);
    onResolved();
  }
  return (
    <div className="row">
      <Button onClick={() => void take()}>{t('documents.takeTheirs')}</Button>
      <Button danger onClick={() => void theirs().then((found) => onOverwrite(latestVersion(found)))}>
        {t('documents.keepMine')}
      </Button>
    </div>
  );
}
