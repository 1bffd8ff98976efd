/** Data in: every import, the mappings kept from them, and the folders that are pulled from. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useSearchParams } from 'react-router';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Pulls } from '../pulls/Pulls';
import { Runs } from './Runs';
import { Templates } from './Templates';
import './imports.css';

export default function ImportsPage() {
  const { t } = useTranslation();
  const { can, page } = useAccess();
  const [params, setParams] = useSearchParams();
  const start = can('imports.run') && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/imports/new')}>
      {t('imports.start')}
    </ButtonLink>
  );
  const tabs = [
    { key: 'runs', label: t('imports.runs'), draw: () => <Runs start={start} /> },
    { key: 'templates', label: t('imports.templates'), draw: () => <Templates /> },
    { key: 'pulls', label: t('pulls.title'), draw: () => <Pulls /> },
  ];
  return (
    <PageFrame title={t('imports.title')} lead={t('imports.lead')} actions={start}>
      <Tabs
        label={t('imports.title')}
        tabs={tabs}
        open={params.get('tab') ?? 'runs'}
        onOpen={(tab) => setParams({ tab }, { replace: true })}
      />
    </PageFrame>
  );
}
