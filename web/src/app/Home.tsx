/** Sends short addresses (`/`, `/members/7`) into a workspace, and says so when there is nothing behind one. */

import { Navigate, useLocation, useParams } from 'react-router';
import { useTranslation } from '../i18n';
import { EmptyView } from '../ui/EmptyView';
import { PageFrame } from '../ui/PageFrame';
import { AREAS } from './navigation';
import { firstWorkspace, useSession } from './session';

export function Home() {
  const { t } = useTranslation();
  const { slug } = useParams();
  const { pathname, search } = useLocation();
  const workspaces = useSession().data?.workspaces ?? [];
  const workspace = workspaces.find((each) => each.slug === slug) ?? firstWorkspace(workspaces);
  if (!workspace) return <EmptyView title={t('shell.noWorkspace')} about={t('shell.noWorkspaceAbout')} />;
  const first = AREAS.flatMap((area) => area.places).find((place) => workspace.permissions.includes(place.needs));
  const rest = slug || pathname === '/' ? (first?.path ?? '/overview') : pathname;
  return <Navigate to={`/w/${workspace.slug}${rest}${slug ? '' : search}`} replace />;
}

export function Missing() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <PageFrame title={t('shell.missing')}>
      <EmptyView title={pathname} about={t('shell.missingAbout')} />
    </PageFrame>
  );
}
