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
  'imports/pulls/:id': lazy(() => import('../pages/pulls/PullPage')),
  'imports/:id': lazy(() => import('../pages/imports/ImportPage')),
  events: lazy(() => import('../pages/events/EventsPage')),
  'events/:name': lazy(() => import('../pages/events/EventTypePage')),
  'dead-letters': lazy(() => import('../pages/letters/LettersPage')),
  webhooks: lazy(() => import('../pages/webhooks/WebhooksPage')),
  'webhooks/new': lazy(() => import('../pages/webhooks/WebhookPage')),
  'webhooks/:id': lazy(() => import('../pages/webhooks/WebhookPage')),
  'contact-codes': lazy(() => import('../pages/contactCodes/ContactCodesPage')),
  'contact-codes/new': lazy(() => import('../pages/contactCodes/ContactCodePage')),
  'contact-codes/:name': lazy(() => import('../pages/contactCodes/ContactCodePage')),
  welcomes: lazy(() => import('../pages/welcomes/WelcomesPage')),
  callbacks: lazy(() => import('../pages/callbacks/CallbacksPage')),
  codes: lazy(() => import('../pages/codes/CodesPage')),
  'codes/:id': lazy(() => import('../pages/codes/CodeBatchPage')),
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
  'segments/:name/lookalike': lazy(() => import('../pages/segments/LookalikePage')),
  tags: lazy(() => import('../pages/tags/TagsPage')),
  'tags/new': lazy(() => import('../pages/tags/TagPage')),
  'tags/:name': lazy(() => import('../pages/tags/TagPage')),
  'tag-sources': lazy(() => import('../pages/tagSources/TagSourcesPage')),
  find: lazy(() => import('../pages/find/FindPage')),
  overlaps: lazy(() => import('../pages/overlaps/OverlapsPage')),
  portraits: lazy(() => import('../pages/portraits/PortraitsPage')),
  lifecycle: lazy(() => import('../pages/stages/StagesPage')),
  leads: lazy(() => import('../pages/leads/LeadsPage')),
  recommendations: lazy(() => import('../pages/recommendations/RecommendationsPage')),
  value: lazy(() => import('../pages/value/ValuePage')),
  matrix: lazy(() => import('../pages/matrix/MatrixPage')),
  quadrant: lazy(() => import('../pages/quadrant/QuadrantPage')),
  behaviour: lazy(() => import('../pages/behaviour/BehaviourPage')),
  'funnels/new': lazy(() => import('../pages/funnels/FunnelPage')),
  'funnels/:name': lazy(() => import('../pages/funnels/FunnelPage')),
  connections: lazy(() => import('../pages/connections/ConnectionsPage')),
  features: lazy(() => import('../pages/features/FeaturesPage')),
  'features/:name': lazy(() => import('../pages/features/FeaturePage')),
  templates: lazy(() => import('../pages/templates/TemplatesPage')),
  'templates/new': lazy(() => import('../pages/templates/TemplatePage')),
  'templates/:name': lazy(() => import('../pages/templates/TemplatePage')),
  outbox: lazy(() => import('../pages/outbox/OutboxPage')),
  policy: lazy(() => import('../pages/policy/PolicyPage')),
  digitisation: lazy(() => import('../pages/digitisation/DigitisationPage')),
  channels: lazy(() => import('../pages/channels/ChannelsPage')),
  'channels/:id': lazy(() => import('../pages/channels/ChannelPage')),
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
