/** Behaviour: who comes back, who gets how far, what they do next, and how regularly they come. */

import { useTranslation } from '../../i18n';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { useAddress } from './asked';
import { CohortsTab } from './CohortsTab';
import { FunnelTab } from './FunnelTab';
import { PathsTab } from './PathsTab';
import { StickinessTab } from './StickinessTab';
import './behaviour.css';

const VIEWS = ['cohorts', 'funnel', 'paths', 'stickiness'] as const;
const DRAWN = {
  cohorts: () => <CohortsTab />,
  funnel: () => <FunnelTab />,
  paths: () => <PathsTab />,
  stickiness: () => <StickinessTab />,
};

export default function BehaviourPage() {
  const { t } = useTranslation();
  const { chosen, put, value } = useAddress();
  const view = chosen('view', VIEWS, 'cohorts');
  const question = view === 'paths' && value('direction') === 'to' ? 'pathsTo' : view;
  return (
    <PageFrame title={t(`behaviour.question.${question}`)} lead={t('behaviour.lead')}>
      <Tabs
        label={t('nav.behaviour')}
        tabs={VIEWS.map((key) => ({ key, label: t(`behaviour.${key}`), draw: DRAWN[key] }))}
        open={view}
        onOpen={(next) => put({ view: next })}
      />
    </PageFrame>
  );
}
