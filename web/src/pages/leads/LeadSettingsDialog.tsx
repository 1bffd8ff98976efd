/** How leads are scored and which attributes tell of them: a document as YAML, changed by those who may. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, put } from '../../api/client';
import type { LeadSettings } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { YamlPane } from '../../ui/document/YamlPane';
import { formatActor, formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

type Document = LeadSettings['document'];

export default function LeadSettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const path = useAccess().api('/leads/settings');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<LeadSettings>(path, undefined, signal) });
  return (
    <Dialog wide stays title={t('leads.settings')} onClose={onClose}>
      <Loaded query={query} rows={8}>
        {(found) => <Editor key={found.version} path={path} found={found} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function Editor({ path, found, onClose }: { path: string; found: LeadSettings; onClose: () => void }) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Document>(found.document);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const mayEdit = can('stages.edit');
  async function save() {
    setBusy(true);
    setRefusal(null);
    try {
      await put(path, { document: draft, version: found.version });
      await queries.invalidateQueries();
      toast(t('parts.saved'));
      onClose();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="stack">
      <p className="muted">{t('leads.settingsAbout')}</p>
      {found.updated_at && (
        <p className="muted small">
          {t('stages.changedBy', {
            version: found.version,
            by: formatActor(found.updated_by ?? ''),
            at: formatInstant(found.updated_at, workspace.zone),
          })}
        </p>
      )}
      <YamlPane label={t('leads.yaml')} document={draft} readOnly={!mayEdit} like={found.document} onApply={setDraft} />
      {refusal != null && <ProblemView error={refusal} />}
      {mayEdit && (
        <Button kind="primary" className="start" busy={busy} disabled={draft === found.document} onClick={save}>
          {t('parts.save')}
        </Button>
      )}
    </div>
  );
}
