/** The frame around every page: navigation, top bar, skip link, keyboard ways. */

import { Suspense, useEffect } from 'react';
import { Outlet, useParams } from 'react-router';
import { useTranslation } from '../i18n';
import { Boundary } from '../ui/Boundary';
import { EmptyView } from '../ui/EmptyView';
import { Waiting } from '../ui/Waiting';
import { Sidebar } from './Sidebar';
import { rememberWorkspace, useSession } from './session';
import { useShortcuts } from './shortcuts';
import { TopBar } from './TopBar';

export function Shell() {
  const { t } = useTranslation();
  const { slug } = useParams();
  const known = useSession().data?.workspaces.some((each) => each.slug === slug);
  if (!known)
    return (
      <main className="whole-page">
        <h1 className="unseen">{t('shell.missing')}</h1>
        <EmptyView title={t('shell.foreignWorkspace')} about={t('shell.foreignWorkspaceAbout')} home />
      </main>
    );
  return <Frame />;
}

function Frame() {
  const { t } = useTranslation();
  const { slug } = useParams();
  useShortcuts();
  useEffect(() => {
    if (slug) rememberWorkspace(slug);
  }, [slug]);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <Sidebar />
      <TopBar />
      <main id="content" className="content" tabIndex={-1}>
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </Boundary>
      </main>
    </div>
  );
}
