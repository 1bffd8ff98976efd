/** Who may be one person: identifiers seen with several people, and people who are alike without sharing any. */

import { useSearchParams } from 'react-router';
import { useTranslation } from '../../i18n';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Conflicts } from './Conflicts';
import { Probable } from './Probable';
import './duplicates.css';

export default function DuplicatesPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { key: 'conflicts', label: t('duplicates.conflicts'), draw: () => <Conflicts /> },
    { key: 'probable', label: t('duplicates.probable'), draw: () => <Probable /> },
  ];
  return (
    <PageFrame title={t('duplicates.title')} lead={t('duplicates.lead')}>
      <Tabs
        label={t('duplicates.title')}
        tabs={tabs}
        open={params.get('tab') ?? 'conflicts'}
        onOpen={(tab) => setParams({ tab }, { replace: true })}
      />
    </PageFrame>
  );
}
