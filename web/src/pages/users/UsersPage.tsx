/** Who may sign in to this workspace, and as what. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { patch, post } from '../../api/client';
import type { Role, UserRow } from '../../api/types';
import { ROLES } from '../../app/roles';
import { useAccess, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { PageFrame } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

const InviteDialog = lazy(() => import('./InviteDialog'));
const SecretDialog = lazy(() => import('../../ui/SecretDialog'));

export default function UsersPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState('');
  const path = api('/users');
  const change = useUserChange(path);
  const makeLink = useMutation({
    mutationFn: (id: UserRow['id']) => post<{ link: string }>(`${path}/${id}/login-links`),
    onSuccess: (made) => setLink(made.link),
  });
  const columns = useUserColumns(change.mutate, makeLink.mutate);
  const invite = (
    <Button kind="primary" icon={PlusOutlined} onClick={() => setInviting(true)}>
      {t('users.invite')}
    </Button>
  );
  return (
    <PageFrame title={t('users.title')} lead={t('users.lead')} actions={invite}>
      {(change.error || makeLink.error) && <ProblemView error={change.error ?? makeLink.error} />}
      <DataTable<UserRow>
        name="users"
        caption={t('users.title')}
        path={path}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<EmptyView title={t('users.empty')} act={invite} />}
      />
      <Suspense fallback={null}>
        {inviting && (
          <InviteDialog
            path={path}
            onClose={(made) => {
              setInviting(false);
              if (made) setLink(made);
            }}
          />
        )}
        {link && (
          <SecretDialog
            title={t('users.linkTitle')}
            about={t('users.linkAbout')}
            secret={link}
            onClose={() => setLink('')}
          />
        )}
      </Suspense>
    </PageFrame>
  );
}

type Change = { id: UserRow['id']; role?: Role; deactivated?: boolean };

function useUserChange(path: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...part }: Change) => patch(`${path}/${id}`, part),
    onSuccess: () => toast(t('parts.saved')),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
}

function useUserColumns(change: (change: Change) => void, makeLink: (id: UserRow['id']) => void): Column<UserRow>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const me = useSession().data?.user?.email;
  const when = (key: 'joined_at' | 'last_login'): Column<UserRow> => ({
    key,
    title: t(`users.${key}`),
    render: (row) => <time>{formatInstant(row[key], workspace.zone)}</time>,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'email',
      title: t('session.email'),
      render: (row) => <span className={row.deactivated_at ? 'muted' : ''}>{row.email}</span>,
      plain: (row) => row.email,
    },
    { key: 'name', title: t('users.name'), render: (row) => row.name || '–', plain: (row) => row.name },
    {
      key: 'role',
      title: t('users.role'),
      render: (row) => (
        <PlainSelect<Role>
          small
          label={t('users.roleOf', { email: row.email })}
          value={row.role}
          disabled={row.email === me || !!row.deactivated_at}
          options={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          onChange={(role) => change({ id: row.id, role })}
        />
      ),
      plain: (row) => row.role,
    },
    when('joined_at'),
    when('last_login'),
    {
      key: 'state',
      title: t('users.state'),
      render: (row) =>
        row.deactivated_at ? (
          <span className="chip warn">{t('users.deactivated')}</span>
        ) : (
          <span className="chip good">{t('users.active')}</span>
        ),
      plain: (row) => (row.deactivated_at ? 'deactivated' : 'active'),
    },
    {
      key: 'acts',
      title: t('users.acts'),
      render: (row) => (
        <span className="row">
          {!row.deactivated_at && (
            <Button small onClick={() => makeLink(row.id)}>
              {t('users.loginLink')}
            </Button>
          )}
          {row.email !== me && (
            <Button small onClick={() => change({ id: row.id, deactivated: !row.deactivated_at })}>
              {row.deactivated_at ? t('users.reactivate') : t('users.deactivate')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
