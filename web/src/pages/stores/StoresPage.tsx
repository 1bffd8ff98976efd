/** Stores and guides: where members are served and by whom, with what orders say of each. */

import { useSearchParams } from 'react-router';
import { useTranslation } from '../../i18n';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Guides } from './Guides';
import { Stores } from './Stores';

export default function StoresPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { key: 'stores', label: t('stores.stores'), draw: () => <Stores /> },
    { key: 'guides', label: t('stores.guides'), draw: () => <Guides /> },
  ];
  return (
    <PageFrame title={t('stores.title')} lead={t('stores.lead')}>
      <Tabs
        label={t('stores.title')}
        tabs={tabs}
        open={params.get('tab') ?? 'stores'}
        onOpen={(tab) => setParams({ tab }, { replace: true })}
      />
    </PageFrame>
  );
}
