/** The acts on a webhook: publish, history, a new address, stop and go on; an address is shown once. */

import { HistoryOutlined, SyncOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { patch, post } from '../../api/client';
import type { NewWebhook, Webhook, WebhookDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import type { Draft } from './Editor';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const HistoryDialog = lazy(() => import('../../ui/document/HistoryDialog'));
const SecretDialog = lazy(() => import('../../ui/SecretDialog'));

type Props = { draft: Draft; webhook?: Webhook; readOnly: boolean };
type Asking = 'history' | 'renew' | 'stop' | null;

export function EditorBar({ draft, webhook, readOnly }: Props) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>(null);
  const [made, setMade] = useState<NewWebhook | null>(null);
  const publish = usePublish(draft, webhook, setMade);
  const change = useChange(webhook);
  const close = () => setAsking(null);
  const error = publish.error ?? change.error;
  return (
    <div className="stack">
      <div className="editor-bar">
        <State draft={draft} webhook={webhook} />
        <span className="spring" />
        {webhook && (
          <Button icon={HistoryOutlined} onClick={() => setAsking('history')}>
            {t('documents.history')}
          </Button>
        )}
        {webhook && !readOnly && (
          <>
            <Button icon={SyncOutlined} onClick={() => setAsking('renew')}>
              {t('webhooks.renew')}
            </Button>
            {webhook.disabled_at ? (
              <Button busy={change.isPending} onClick={() => change.mutate({ disabled: false })}>
                {t('webhooks.goOn')}
              </Button>
            ) : (
              <Button danger onClick={() => setAsking('stop')}>
                {t('webhooks.stop')}
              </Button>
            )}
          </>
        )}
        {!readOnly && (
          <Button
            kind="primary"
            disabled={!draft.changed || !draft.document.name.trim()}
            busy={publish.isPending}
            onClick={() => publish.mutate()}
          >
            {t('documents.publish')}
          </Button>
        )}
      </div>
      {error && <ProblemView error={error} />}
      <Suspense fallback={null}>
        {webhook && asking === 'history' && (
          <HistoryDialog
            versions={webhook.versions}
            path={api(`/webhooks/${webhook.id}/versions`)}
            onClose={close}
            onTake={
              readOnly
                ? undefined
                : (document) => draft.set({ ...draft.document, document: document as WebhookDocument })
            }
          />
        )}
        {webhook && asking === 'stop' && (
          <ConfirmDialog
            danger
            title={t('webhooks.stopTitle', { name: webhook.name })}
            about={t('webhooks.stopAbout')}
            act={t('webhooks.stop')}
            onAct={() => change.mutateAsync({ disabled: true })}
            onClose={close}
          />
        )}
        {webhook && asking === 'renew' && (
          <ConfirmDialog
            danger
            title={t('webhooks.renewTitle', { name: webhook.name })}
            about={t('webhooks.renewAbout')}
            act={t('webhooks.renew')}
            onAct={async () => setMade(await post<NewWebhook>(api(`/webhooks/${webhook.id}/tokens`)))}
            onClose={close}
          />
        )}
        {made && (
          <SecretDialog
            title={t('webhooks.secretTitle')}
            about={t('webhooks.secretAbout')}
            secret={`${window.location.origin}${made.address}`}
            onClose={() => {
              setMade(null);
              if (!webhook) navigate(page(`/webhooks/${made.id}`), { replace: true });
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

function State({ draft, webhook }: { draft: Draft; webhook?: Webhook }) {
  const { t } = useTranslation();
  const words = draft.changed
    ? t('documents.unsaved')
    : webhook
      ? t('documents.versionIs', { version: webhook.version })
      : t('documents.untouched');
  return <span className={`chip ${draft.changed ? 'warn' : ''}`}>{words}</span>;
}

function usePublish(draft: Draft, webhook: Webhook | undefined, onMade: (made: NewWebhook) => void) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { document } = draft.document;
      const name = draft.document.name.trim();
      if (!webhook) return onMade(await post<NewWebhook>(api('/webhooks'), { name, document }));
      const path = api(`/webhooks/${webhook.id}`);
      const changed = await patch<Webhook>(path, { name, document, version: webhook.version });
      queries.setQueryData([path], changed);
      // The server writes the document in its own words: what it says is what the editor goes on from.
      draft.set({ name: changed.name, document: changed.document });
    },
    onSuccess: async () => {
      draft.forget();
      toast(t('documents.published'));
      await queries.invalidateQueries({ queryKey: [api('/webhooks')] });
    },
  });
}

function useChange(webhook: Webhook | undefined) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (part: { disabled: boolean }) => patch<Webhook>(api(`/webhooks/${webhook?.id}`), part),
    onSuccess: async (changed) => {
      queries.setQueryData([api(`/webhooks/${changed.id}`)], changed);
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [api('/webhooks')] });
    },
  });
}
