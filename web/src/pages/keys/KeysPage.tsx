/** API keys: what other programs sign in with, or only send events with. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { remove } from '../../api/client';
import type { ApiKey, NewApiKey } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PageFrame } from '../../ui/PageFrame';
import { useKeyColumns } from './useKeyColumns';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const KeyDialog = lazy(() => import('./KeyDialog'));
const SecretDialog = lazy(() => import('../../ui/SecretDialog'));
const SnippetsDialog = lazy(() => import('./SnippetsDialog'));

export default function KeysPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [params, setParams] = useSearchParams();
  const path = api('/api-keys');
  const [making, setMaking] = useState(params.get('make') !== null);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const [showing, setShowing] = useState(false);
  const make = (
    <Button kind="primary" icon={PlusOutlined} onClick={() => setMaking(true)}>
      {t('keys.make')}
    </Button>
  );
  return (
    <PageFrame title={t('keys.title')} lead={t('keys.lead')} actions={make}>
      <DataTable<ApiKey>
        name="api-keys"
        caption={t('keys.title')}
        path={path}
        columns={useKeyColumns({ onRevoke: setRevoking, onSnippets: () => setShowing(true) })}
        rowKey={(row) => row.id}
        empty={<EmptyView title={t('keys.empty')} about={t('keys.emptyAbout')} act={make} />}
      />
      <Suspense fallback={null}>
        {making && (
          <KeyDialog
            path={path}
            role={params.get('make') === 'write' ? 'write' : undefined}
            onClose={(fresh) => {
              setMaking(false);
              setParams({}, { replace: true });
              if (fresh) setMade(fresh);
            }}
          />
        )}
        {revoking && <RevokeDialog apiKey={revoking} path={path} onClose={() => setRevoking(null)} />}
        {showing && <SnippetsDialog onClose={() => setShowing(false)} />}
        {made && <Made made={made} onClose={() => setMade(null)} />}
      </Suspense>
    </PageFrame>
  );
}

/** The secret, this once; with a write key also the code that uses it. */
function Made({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const { t } = useTranslation();
  if (made.role === 'write') return <SnippetsDialog secret={made.secret} onClose={onClose} />;
  return (
    <SecretDialog title={t('keys.secretTitle')} about={t('keys.secretAbout')} secret={made.secret} onClose={onClose} />
  );
}

function RevokeDialog({ apiKey, path, onClose }: { apiKey: ApiKey; path: string; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  async function revoke() {
    await remove(`${path}/${apiKey.id}`);
    await queries.invalidateQueries({ queryKey: [path] });
  }
  return (
    <ConfirmDialog
      danger
      title={t('keys.revokeTitle', { name: apiKey.name })}
      about={t('keys.revokeAbout')}
      act={t('keys.revoke')}
      onAct={revoke}
      onClose={onClose}
    />
  );
}
