/** No business contact yet: how they are brought in. */

import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { Panel } from '../../ui/PageFrame';

const STEPS = ['members', 'events', 'stages', 'try'] as const;

export function NoLeads() {
  const { t } = useTranslation();
  const { can, page } = useAccess();
  const about = (
    <>
      <span>{t('leads.none.about')}</span>
      <ol className="lead-steps">
        {STEPS.map((step) => (
          <li key={step}>
            <strong>{t(`leads.none.${step}`)}</strong>
            <div className="muted">{t(`leads.none.${step}About`)}</div>
          </li>
        ))}
      </ol>
    </>
  );
  const act = can('imports.run') && (
    <ButtonLink kind="primary" to={page('/imports/new')}>
      {t('imports.start')}
    </ButtonLink>
  );
  return (
    <Panel>
      <EmptyView title={t('leads.none.title')} about={about} act={act} />
    </Panel>
  );
}
