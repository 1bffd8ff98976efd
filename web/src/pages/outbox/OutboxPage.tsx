/** The outbox: every message and what became of it, sends to many, and whom nobody writes to. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Batches } from './Batches';
import { Messages } from './Messages';
import { Suppressions } from './Suppressions';

const SendDialog = lazy(() => import('./SendDialog'));

export default function OutboxPage() {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [params, setParams] = useSearchParams();
  const [sending, setSending] = useState(false);
  const send = can('messages.send') && (
    <Button kind="primary" icon={PlusOutlined} onClick={() => setSending(true)}>
      {t('outbox.send')}
    </Button>
  );
  const tabs = [
    { key: 'messages', label: t('outbox.messages'), draw: () => <Messages act={send} /> },
    { key: 'batches', label: t('outbox.batches'), draw: () => <Batches act={send} /> },
    { key: 'suppressions', label: t('outbox.suppressions'), draw: () => <Suppressions /> },
  ];
  return (
    <PageFrame title={t('outbox.title')} lead={t('outbox.lead')} actions={send}>
      <Tabs
        label={t('outbox.title')}
        tabs={tabs}
        open={params.get('tab') ?? 'messages'}
        onOpen={(tab) => setParams({ tab }, { replace: true })}
      />
      <Suspense fallback={null}>{sending && <SendDialog onClose={() => setSending(false)} />}</Suspense>
    </PageFrame>
  );
}
