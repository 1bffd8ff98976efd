/** API keys: what other programs sign in with. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { remove } from '../../api/client';
import type { ApiKey } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { PageFrame } from '../../ui/PageFrame';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const KeyDialog = lazy(() => import('./KeyDialog'));
const SecretDialog = lazy(() => import('../../ui/SecretDialog'));

export default function KeysPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState('');
  const path = api('/api-keys');
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
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
        columns={useKeyColumns(setRevoking)}
        rowKey={(row) => row.id}
        empty={<EmptyView title={t('keys.empty')} about={t('keys.emptyAbout')} act={make} />}
      />
      <Suspense fallback={null}>
        {making && (
          <KeyDialog
            path={path}
            onClose={(made) => {
              setMaking(false);
              if (made) setSecret(made);
            }}
          />
        )}
        {revoking && <RevokeDialog apiKey={revoking} path={path} onClose={() => setRevoking(null)} />}
        {secret && (
          <SecretDialog
            title={t('keys.secretTitle')}
            about={t('keys.secretAbout')}
            secret={secret}
            onClose={() => setSecret('')}
          />
        )}
      </Suspense>
    </PageFrame>
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

function useKeyColumns(revoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const when = (key: 'made_at' | 'last_used_at'): Column<ApiKey> => ({
    key,
    title: t(`keys.${key}`),
    render: (row) => <time>{formatInstant(row[key], workspace.zone)}</time>,
    plain: (row) => row[key],
  });
  return [
    { key: 'name', title: t('keys.name'), render: (row) => row.name, plain: (row) => row.name },
    {
      key: 'prefix',
      title: t('keys.prefix'),
      render: (row) => <span className="mono">{row.prefix ? `${row.prefix}…` : '–'}</span>,
      plain: (row) => row.prefix,
    },
    { key: 'role', title: t('users.role'), render: (row) => t(`roles.${row.role}`), plain: (row) => row.role },
    when('made_at'),
    when('last_used_at'),
    {
      key: 'acts',
      title: t('users.acts'),
      render: (row) => (
        <Button small danger onClick={() => revoke(row)}>
          {t('keys.revoke')}
        </Button>
      ),
    },
  ];
}
