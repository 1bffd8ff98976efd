/** API keys: what other programs sign in with. */

import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { remove } from '../../api/client';
import type { ApiKey } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../shared/columns';
import { DataTable } from '../../shared/DataTable';
import { EmptyView } from '../../shared/EmptyView';
import { formatInstant } from '../../shared/format';
import { PageFrame } from '../../shared/PageFrame';
import { ProblemView } from '../../shared/ProblemView';
import { SecretDialog } from '../../shared/SecretDialog';
import { KeyDialog } from './KeyDialog';

export default function KeysPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState('');
  const path = api('/api-keys');
  const { revoke, error } = useRevoke(path);
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {t('keys.make')}
    </Button>
  );
  return (
    <PageFrame title={t('keys.title')} lead={t('keys.lead')} actions={make}>
      {error && <ProblemView error={error} />}
      <DataTable<ApiKey>
        name="api-keys"
        caption={t('keys.title')}
        path={path}
        columns={useKeyColumns(revoke)}
        rowKey={(row) => row.id}
        empty={<EmptyView title={t('keys.empty')} about={t('keys.emptyAbout')} act={make} />}
      />
      {making && (
        <KeyDialog
          path={path}
          onClose={(made) => {
            setMaking(false);
            if (made) setSecret(made);
          }}
        />
      )}
      {secret && (
        <SecretDialog
          title={t('keys.secretTitle')}
          about={t('keys.secretAbout')}
          secret={secret}
          onClose={() => setSecret('')}
        />
      )}
    </PageFrame>
  );
}

function useRevoke(path: string) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const { mutateAsync, error } = useMutation({
    mutationFn: (id: ApiKey['id']) => remove(`${path}/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  const revoke = (key: ApiKey) =>
    modal.confirm({
      title: t('keys.revokeTitle', { name: key.name }),
      content: t('keys.revokeAbout'),
      okText: t('keys.revoke'),
      cancelText: t('parts.cancel'),
      okButtonProps: { danger: true },
      onOk: () => mutateAsync(key.id).catch(() => undefined),
    });
  return { revoke, error };
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
        <Button size="small" danger onClick={() => revoke(row)}>
          {t('keys.revoke')}
        </Button>
      ),
    },
  ];
}
