/** Addresses and the pages behind them; each page is its own chunk. */

import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Gate } from './Gate';
import { Home, Missing } from './Home';
import { Shell } from './Shell';

const PAGES = {
  overview: lazy(() => import('../pages/overview/OverviewPage')),
  imports: lazy(() => import('../pages/imports/ImportsPage')),
  'imports/new': lazy(() => import('../pages/imports/NewImportPage')),
  'imports/:id': lazy(() => import('../pages/imports/ImportPage')),
  events: lazy(() => import('../pages/events/EventsPage')),
  'events/:name': lazy(() => import('../pages/events/EventTypePage')),
  'dead-letters': lazy(() => import('../pages/letters/LettersPage')),
  webhooks: lazy(() => import('../pages/webhooks/WebhooksPage')),
  'webhooks/new': lazy(() => import('../pages/webhooks/WebhookPage')),
  'webhooks/:id': lazy(() => import('../pages/webhooks/WebhookPage')),
  surveys: lazy(() => import('../pages/surveys/SurveysPage')),
  'surveys/new': lazy(() => import('../pages/surveys/SurveyPage')),
  'surveys/:id': lazy(() => import('../pages/surveys/SurveyPage')),
  members: lazy(() => import('../pages/members/MembersPage')),
  'members/:id': lazy(() => import('../pages/members/MemberPage')),
  'unidentified-orders': lazy(() => import('../pages/unidentified/UnidentifiedPage')),
  duplicates: lazy(() => import('../pages/duplicates/DuplicatesPage')),
  privacy: lazy(() => import('../pages/privacy/PrivacyPage')),
  stores: lazy(() => import('../pages/stores/StoresPage')),
  segments: lazy(() => import('../pages/segments/SegmentsPage')),
  'segments/new': lazy(() => import('../pages/segments/SegmentPage')),
  'segments/:name': lazy(() => import('../pages/segments/SegmentPage')),
  overlaps: lazy(() => import('../pages/overlaps/OverlapsPage')),
  value: lazy(() => import('../pages/value/ValuePage')),
  features: lazy(() => import('../pages/features/FeaturesPage')),
  digitisation: lazy(() => import('../pages/digitisation/DigitisationPage')),
  users: lazy(() => import('../pages/users/UsersPage')),
  'api-keys': lazy(() => import('../pages/keys/KeysPage')),
  audit: lazy(() => import('../pages/audit/AuditPage')),
  settings: lazy(() => import('../pages/settings/SettingsPage')),
};

export function Addresses() {
  return (
    <Routes>
      <Route element={<Gate />}>
        <Route index element={<Home />} />
        <Route path="w/:slug" element={<Shell />}>
          <Route index element={<Home />} />
          {Object.entries(PAGES).map(([path, Page]) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          <Route path="*" element={<Missing />} />
        </Route>
        <Route path="*" element={<Home />} />
      </Route>
    </Routes>
  );
}
