/** The user's own menu: colours of change, password, sign out. */

import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { remove } from '../api/client';
import { useTranslation } from '../i18n';
import { prefer, usePreferences } from './preferences';
import { useForgetSession, useSession } from './session';

const PasswordDialog = lazy(() => import('../pages/session/PasswordDialog'));

export function UserMenu() {
  const { t } = useTranslation();
  const { trend } = usePreferences();
  const [setting, setSetting] = useState(false);
  const user = useSession().data?.user;
  const forget = useForgetSession();
  const navigate = useNavigate();

  async function signOut() {
    await remove('/session');
    navigate('/');
    await forget();
  }

  const items = [
    { key: 'who', label: user?.email, disabled: true },
    { type: 'divider' as const },
    { key: 'trend', label: trend === 'safe' ? t('shell.redUp') : t('shell.safeColours') },
    { key: 'password', label: t('shell.setPassword') },
    { key: 'out', label: t('shell.signOut') },
  ];
  const acts: Record<string, () => void> = {
    trend: () => prefer({ trend: trend === 'safe' ? 'red-up' : 'safe' }),
    password: () => setSetting(true),
    out: () => void signOut(),
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => acts[key]?.() }}>
        <Button type="text" icon={<UserOutlined />}>
          <span className="clip">{user?.name || user?.email}</span> <DownOutlined />
        </Button>
      </Dropdown>
      {setting && (
        <Suspense fallback={null}>
          <PasswordDialog onClose={() => setSetting(false)} />
        </Suspense>
      )}
    </>
  );
}
