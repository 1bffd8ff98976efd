/** The texts people agree to, by purpose, with their versions. */

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get } from '../../api/client';
import type { PurposeTexts } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatActor, formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';

const ConsentTextDialog = lazy(() => import('./ConsentTextDialog'));

export function ConsentTexts() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [changing, setChanging] = useState<PurposeTexts | null>(null);
  const path = api('/consent-texts');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<PurposeTexts[]>(path, undefined, signal) });
  return (
    <Panel title={t('consents.textsTitle')}>
      <p className="muted lead-in">{t('consents.textsLead')}</p>
      <Loaded query={query} rows={3}>
        {(purposes) => (
          <dl className="pairs consent-texts">
            {purposes.map((purpose) => (
              <Purpose key={purpose.purpose} purpose={purpose} onChange={() => setChanging(purpose)} />
            ))}
          </dl>
        )}
      </Loaded>
      <Suspense fallback={null}>
        {changing && <ConsentTextDialog path={path} purpose={changing} onClose={() => setChanging(null)} />}
      </Suspense>
    </Panel>
  );
}

function Purpose({ purpose, onChange }: { purpose: PurposeTexts; onChange: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { can, workspace } = useAccess();
  const newest = purpose.versions[0];
  return (
    <div className="pair">
      <dt>
        {text(purpose.label)}
        <div className="muted small">{text(purpose.about)}</div>
      </dt>
      <dd>
        <div>{newest ? text(newest.text) : <span className="muted">{t('consents.noText')}</span>}</div>
        {purpose.versions.map(({ version, at, by }) => (
          <div key={version} className="muted small">
            {t('consents.changed', { version, at: formatInstant(at, workspace.zone), by: formatActor(by) })}
          </div>
        ))}
        {can('settings.edit') && (
          <Button small onClick={onChange}>
            {t(newest ? 'consents.change' : 'consents.write')}
          </Button>
        )}
      </dd>
    </div>
  );
}
