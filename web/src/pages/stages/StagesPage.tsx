/** Stages: the lifecycle by each one's own rhythm, AIPL, the ladder from user to fan to partner, and B2B. */

import type { StageModel } from '../../api/types';
import { useTranslation } from '../../i18n';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { useAddress } from '../behaviour/asked';
import { ModelTab } from './ModelTab';
import './stages.css';

const VIEWS: StageModel[] = ['lifecycle', 'aipl', 'ladder', 'b2b'];

export default function StagesPage() {
  const { t } = useTranslation();
  const { chosen, put } = useAddress();
  const view = chosen('view', VIEWS, 'lifecycle');
  return (
    <PageFrame title={t(`stages.question.${view}`)} lead={t(`stages.lead.${view}`)}>
      <Tabs
        label={t('nav.lifecycle')}
        tabs={VIEWS.map((key) => ({
          key,
          label: t(`stages.${key}`),
          draw: () => <ModelTab key={key} model={key} />,
        }))}
        open={view}
        onOpen={(next) => put({ view: next, category: '' })}
      />
    </PageFrame>
  );
}
