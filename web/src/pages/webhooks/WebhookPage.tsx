/** One webhook: its document in a form and as YAML, tried on a sample, published in versions. */

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { get } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { ImportKind, Webhook } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant, formatNumber } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Editor } from './Editor';
import { blankDocument } from './mapping';
import './webhooks.css';

export default function WebhookPage() {
  const { t } = useTranslation();
  const text = useText();
  const { id } = useParams();
  const { api, page, workspace } = useAccess();
  const path = api(`/webhooks/${id}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Webhook>(path, undefined, signal),
    enabled: id !== undefined,
  });
  const kindsPath = api('/import-kinds');
  const kinds = useQuery({
    queryKey: [kindsPath],
    queryFn: ({ signal }) => get<ImportKind[]>(kindsPath, undefined, signal),
  });
  const missing = query.error instanceof ApiProblem && query.error.status === 404 ? query.error : null;
  return (
    <PageFrame
      title={id ? (query.data?.name ?? t('webhooks.one')) : t('webhooks.new')}
      back={{ to: page('/webhooks'), label: t('webhooks.title') }}
      lead={id ? query.data && <Lead webhook={query.data} /> : t('webhooks.newLead')}
    >
      {missing && (
        <Panel>
          <EmptyView title={text(missing.problem.message)} />
        </Panel>
      )}
      {!missing && (
        <Loaded query={kinds} rows={10}>
          {(known) =>
            id === undefined ? (
              <Editor
                key="new"
                kinds={known}
                first={{ name: '', document: blankDocument('order_lines', workspace.zone) }}
              />
            ) : (
              <Loaded query={query} rows={10}>
                {(webhook) => (
                  <Editor
                    key={webhook.id}
                    kinds={known}
                    webhook={webhook}
                    first={{ name: webhook.name, document: webhook.document }}
                  />
                )}
              </Loaded>
            )
          }
        </Loaded>
      )}
    </PageFrame>
  );
}

function Lead({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  return (
    <span className="chips">
      <span className={webhook.disabled_at ? 'chip bad' : 'chip good'}>
        {t(webhook.disabled_at ? 'webhooks.stopped' : 'webhooks.taking')}
      </span>
      <span className="chip mono">POST /v1/hooks/whk_{webhook.prefix}_…</span>
      <span className="chip">
        {t('webhooks.callsSoFar', { count: webhook.calls, text: formatNumber(webhook.calls) })}
      </span>
      {webhook.called_at && (
        <span className="chip">{t('webhooks.lastCall', { at: formatInstant(webhook.called_at, workspace.zone) })}</span>
      )}
    </span>
  );
}
