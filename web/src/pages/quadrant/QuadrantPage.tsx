/** Quadrant: price × frequency of departments, categories or members, what each calls for, and which way of contact fits. */

import { useTranslation } from '../../i18n';
import { PageFrame } from '../../ui/PageFrame';
import { Period, usePeriod } from '../../ui/Period';
import { Tabs } from '../../ui/Tabs';
import { useAddress } from '../behaviour/asked';
import { ChannelTab } from './ChannelTab';
import { QuadrantTab } from './QuadrantTab';

const VIEWS = ['quadrant', 'channels'] as const;

export default function QuadrantPage() {
  const { t } = useTranslation();
  const { chosen, put } = useAddress();
  const view = chosen('view', VIEWS, 'quadrant');
  const period = usePeriod([90, 180, 365], 365);
  const tabs = [
    { key: 'quadrant', label: t('quadrant.quadrant'), draw: () => <QuadrantTab days={period.days} /> },
    { key: 'channels', label: t('quadrant.channels'), draw: () => <ChannelTab days={period.days} /> },
  ];
  return (
    <PageFrame title={t(`quadrant.question.${view}`)} lead={t('quadrant.lead')} actions={<Period period={period} />}>
      <Tabs label={t('nav.quadrant')} tabs={tabs} open={view} onOpen={(next) => put({ view: next })} />
    </PageFrame>
  );
}
