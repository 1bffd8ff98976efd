/** Events: what comes in, by type and live, and how the inbox is doing. */

import { useSearchParams } from 'react-router';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Catalogue } from './Catalogue';
import { InboxStrip } from './InboxStrip';
import { Stream } from './Stream';
import './events.css';

export default function EventsPage() {
  const { t } = useTranslation();
  const { can, page } = useAccess();
  const [params, setParams] = useSearchParams();
  const keys = can('keys.manage') && <ButtonLink to={page('/api-keys?make=write')}>{t('events.connect')}</ButtonLink>;
  const tabs = [
    { key: 'types', label: t('events.types'), draw: () => <Catalogue connect={keys} /> },
    { key: 'live', label: t('events.live'), draw: () => <Stream /> },
  ];
  return (
    <PageFrame title={t('events.title')} lead={t('events.lead')} actions={keys}>
      <InboxStrip />
      <Tabs
        label={t('events.title')}
        tabs={tabs}
        open={params.get('tab') ?? 'types'}
        onOpen={(tab) => setParams({ tab }, { replace: true })}
      />
    </PageFrame>
  );
}
