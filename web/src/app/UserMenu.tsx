/** The user's own menu: colours of change, password, sign out. */

import { DownOutlined, UserOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { remove } from '../api/client';
import { useTranslation } from '../i18n';
import { Icon } from '../ui/Icon';
import { MenuButton } from '../ui/MenuButton';
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

  const acts = [
    {
      key: 'trend',
      label: trend === 'safe' ? t('shell.redUp') : t('shell.safeColours'),
      act: () => prefer({ trend: trend === 'safe' ? 'red-up' : 'safe' }),
    },
    { key: 'password', label: t('shell.setPassword'), act: () => setSetting(true) },
    { key: 'out', label: t('shell.signOut'), act: () => void signOut() },
  ];
  return (
    <>
      <MenuButton kind="text" icon={UserOutlined} acts={acts} head={user?.email}>
        <span className="clip wide">{user?.name || user?.email}</span> <Icon of={DownOutlined} className="chevron" />
      </MenuButton>
      {setting && (
        <Suspense fallback={null}>
          <PasswordDialog onClose={() => setSetting(false)} />
        </Suspense>
      )}
    </>
  );
}
