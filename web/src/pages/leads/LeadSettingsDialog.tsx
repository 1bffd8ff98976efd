/** How leads are scored and which attributes tell of them: a form beside the document as YAML, changed by those who may. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { LeadSettings } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { SettingsEditor } from '../../ui/document/SettingsEditor';
import { YamlPane } from '../../ui/document/YamlPane';
import { Loaded } from '../../ui/Loaded';
import { LeadForm, type LeadTerms } from './LeadForm';

export default function LeadSettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const path = useAccess().api('/leads/settings');
  const [applied, setApplied] = useState(0);
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<LeadSettings>(path, undefined, signal) });
  return (
    <Dialog full stays title={t('leads.settings')} onClose={onClose}>
      <Loaded query={query} rows={8}>
        {(found) => (
          <SettingsEditor<LeadSettings['document']>
            key={found.version}
            path={path}
            found={found}
            about={t('leads.settingsAbout')}
            permission="stages.edit"
            onClose={onClose}
          >
            {({ draft, setDraft, mayEdit, refusal }) => (
              <div className="editor">
                <LeadForm
                  key={applied}
                  terms={draft as LeadTerms}
                  where={refusal == null ? '' : (asProblem(refusal).problem.where ?? '')}
                  disabled={!mayEdit}
                  onChange={setDraft}
                />
                <YamlPane
                  label={t('leads.yaml')}
                  document={draft}
                  readOnly={!mayEdit}
                  like={found.document}
                  onApply={(typed) => {
                    setDraft(typed);
                    setApplied(applied + 1);
                  }}
                />
              </div>
            )}
          </SettingsEditor>
        )}
      </Loaded>
    </Dialog>
  );
}
