/** The acts on a survey: publish, history, close and open. */

import { HistoryOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { patch, post } from '../../api/client';
import type { Survey, SurveyDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import type { Draft } from './Editor';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const HistoryDialog = lazy(() => import('../../ui/document/HistoryDialog'));

type Props = { draft: Draft; survey?: Survey; readOnly: boolean };

export function EditorBar({ draft, survey, readOnly }: Props) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [asking, setAsking] = useState<'history' | 'close' | null>(null);
  const publish = usePublish(draft, survey);
  const change = useClosing(survey);
  const error = publish.error ?? change.error;
  const state = draft.changed
    ? t('documents.unsaved')
    : survey
      ? t('documents.versionIs', { version: survey.version })
      : t('documents.untouched');
  return (
    <div className="stack">
      <div className="editor-bar">
        <span className={`chip ${draft.changed ? 'warn' : ''}`}>{state}</span>
        <span className="spring" />
        {survey && (
          <Button icon={HistoryOutlined} onClick={() => setAsking('history')}>
            {t('documents.history')}
          </Button>
        )}
        {survey && !readOnly && survey.closed_at && (
          <Button busy={change.isPending} onClick={() => change.mutate(false)}>
            {t('surveys.reopen')}
          </Button>
        )}
        {survey && !readOnly && !survey.closed_at && (
          <Button danger onClick={() => setAsking('close')}>
            {t('surveys.close')}
          </Button>
        )}
        {!readOnly && (
          <Button kind="primary" disabled={!draft.changed} busy={publish.isPending} onClick={() => publish.mutate()}>
            {t('documents.publish')}
          </Button>
        )}
      </div>
      {error && <ProblemView error={error} />}
      <Suspense fallback={null}>
        {survey && asking === 'history' && (
          <HistoryDialog
            versions={survey.versions}
            path={api(`/surveys/${survey.id}/versions`)}
            onClose={() => setAsking(null)}
            onTake={readOnly ? undefined : (document) => draft.set(document as SurveyDocument)}
          />
        )}
        {survey && asking === 'close' && (
          <ConfirmDialog
            danger
            title={t('surveys.closeTitle')}
            about={t('surveys.closeAbout')}
            act={t('surveys.close')}
            onAct={() => change.mutateAsync(true)}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </div>
  );
}

function usePublish(draft: Draft, survey: Survey | undefined) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      survey
        ? patch<Survey>(api(`/surveys/${survey.id}`), { document: draft.document, version: survey.version })
        : post<Survey>(api('/surveys'), { document: draft.document }),
    onSuccess: async (published) => {
      queries.setQueryData([api(`/surveys/${published.id}`)], published);
      // The server writes the document in its own words: what it says is what the editor goes on from.
      draft.set(published.document);
      draft.forget();
      toast(t('documents.published'));
      await queries.invalidateQueries({ queryKey: [api('/surveys')] });
      if (!survey) navigate(page(`/surveys/${published.id}?tab=share`), { replace: true });
    },
  });
}

function useClosing(survey: Survey | undefined) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (closed: boolean) => patch<Survey>(api(`/surveys/${survey?.id}`), { closed }),
    onSuccess: async (changed) => {
      queries.setQueryData([api(`/surveys/${changed.id}`)], changed);
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [api('/surveys')] });
    },
  });
}
