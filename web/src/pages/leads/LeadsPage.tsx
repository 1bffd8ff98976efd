/** B2B leads: where contacts stand by industry and size, how they get on, what they score, and their companies. */

import { lazy, Suspense, useState } from 'react';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { useAddress } from '../behaviour/asked';
import { Accounts } from './Accounts';
import { Contacts } from './Contacts';
import { Progress } from './Progress';
import { Scores } from './Scores';
import { Spread } from './Spread';
import '../stages/stages.css';
import './leads.css';

const SettingsDialog = lazy(() => import('./LeadSettingsDialog'));
const VIEWS = ['spread', 'progress', 'scores', 'contacts', 'accounts'] as const;
const DRAWN = { spread: Spread, progress: Progress, scores: Scores, contacts: Contacts, accounts: Accounts };

export default function LeadsPage() {
  const { t } = useTranslation();
  const { chosen, put } = useAddress();
  const [open, setOpen] = useState(false);
  const view = chosen('view', VIEWS, 'spread');
  return (
    <PageFrame
      title={t('leads.title')}
      lead={t('leads.lead')}
      actions={<Button onClick={() => setOpen(true)}>{t('leads.settings')}</Button>}
    >
      <Tabs
        label={t('leads.title')}
        tabs={VIEWS.map((key) => {
          const Drawn = DRAWN[key];
          return { key, label: t(`leads.view.${key}`), draw: () => <Drawn key={key} /> };
        })}
        open={view}
        onOpen={(next) => put({ view: next })}
      />
      {open && (
        <Suspense fallback={null}>
          <SettingsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </PageFrame>
  );
}
