/** The policy: the rules every message passes, changed in a form or as YAML, tried on a segment before it holds. */

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get } from '../../api/client';
import type { Policy } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { SettingsEditor } from '../../ui/document/SettingsEditor';
import { YamlPane } from '../../ui/document/YamlPane';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { PolicyForm } from './PolicyForm';
import { Quotas } from './Quotas';
import { TryPolicy } from './TryPolicy';

const HistoryDialog = lazy(() => import('../../ui/document/HistoryDialog'));

export default function PolicyPage() {
  const { t } = useTranslation();
  const path = useAccess().api('/policy');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Policy>(path, undefined, signal) });
  const [looking, setLooking] = useState(false);
  const versions = query.data?.versions ?? [];
  const history = versions.length > 0 && <Button onClick={() => setLooking(true)}>{t('documents.history')}</Button>;
  return (
    <PageFrame title={t('policy.title')} lead={t('policy.lead')} actions={history}>
      <Loaded query={query} rows={10}>
        {(found) => <Editor key={found.version} path={path} found={found} />}
      </Loaded>
      <Suspense fallback={null}>
        {looking && <HistoryDialog versions={versions} path={`${path}/versions`} onClose={() => setLooking(false)} />}
      </Suspense>
    </PageFrame>
  );
}

function Editor({ path, found }: { path: string; found: Policy }) {
  const { t } = useTranslation();
  const [applied, setApplied] = useState(0);
  return (
    <SettingsEditor<Policy['document']>
      path={path}
      found={found}
      about={t(found.version ? 'policy.about' : 'policy.aboutShipped')}
      permission="policy.edit"
      onClose={() => undefined}
    >
      {({ draft, setDraft, mayEdit }) => (
        <div className="editor">
          <div className="stack">
            <Panel title={t('policy.own')}>
              <PolicyForm key={applied} draft={draft} disabled={!mayEdit} onChange={setDraft} />
            </Panel>
            <Panel title={t('policy.platforms')}>
              <Quotas document={draft} />
            </Panel>
          </div>
          <div className="stack">
            <TryPolicy draft={draft} />
            <YamlPane
              label={t('policy.yaml')}
              document={draft}
              readOnly={!mayEdit}
              like={found.document}
              onApply={(typed) => {
                setDraft(typed);
                setApplied(applied + 1);
              }}
            />
          </div>
        </div>
      )}
    </SettingsEditor>
  );
}
