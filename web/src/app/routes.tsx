/** Addresses and the pages behind them; each page is its own chunk. */

import { createBrowserRouter, type RouteObject } from 'react-router';
import { Gate } from './Gate';
import { Home, Missing } from './Home';
import { Shell } from './Shell';

type PageModule = { default: React.ComponentType };

const page = (path: string, load: () => Promise<PageModule>): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).default }),
});

const pages: RouteObject[] = [
  page('overview', () => import('../pages/overview/OverviewPage')),
  page('imports', () => import('../pages/imports/ImportsPage')),
  page('imports/new', () => import('../pages/imports/NewImportPage')),
  page('imports/:id', () => import('../pages/imports/ImportPage')),
  page('members', () => import('../pages/members/MembersPage')),
  page('members/:id', () => import('../pages/members/MemberPage')),
  page('segments', () => import('../pages/segments/SegmentsPage')),
  page('segments/new', () => import('../pages/segments/SegmentPage')),
  page('segments/:name', () => import('../pages/segments/SegmentPage')),
  page('overlaps', () => import('../pages/overlaps/OverlapsPage')),
  page('value', () => import('../pages/value/ValuePage')),
  page('features', () => import('../pages/features/FeaturesPage')),
  page('users', () => import('../pages/users/UsersPage')),
  page('api-keys', () => import('../pages/keys/KeysPage')),
  page('audit', () => import('../pages/audit/AuditPage')),
  page('settings', () => import('../pages/settings/SettingsPage')),
];

export const router = createBrowserRouter([
  {
    path: '/',
    Component: Gate,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: Home },
      {
        path: 'w/:slug',
        Component: Shell,
        children: [{ index: true, Component: Home }, ...pages, { path: '*', Component: Missing }],
      },
      { path: '*', Component: Home },
    ],
  },
]);
