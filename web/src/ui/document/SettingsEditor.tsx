/** The frame in which a settings document is changed: who changed it last, the draft, what is wrong with it, saving. */

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { put } from '../../api/client';
import type { Permission } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../Button';
import { formatActor, formatInstant } from '../format';
import { ProblemView } from '../ProblemView';
import { toast } from '../toasts';

type Kept<D> = { document: D; version: number; updated_at?: string | null; updated_by?: string | null };

type Draft<D> = { draft: D; setDraft: (draft: D) => void; mayEdit: boolean; refusal: unknown };

type Props<D> = {
  path: string;
  found: Kept<D>;
  about: string;
  permission: Permission;
  onClose: () => void;
  children: (draft: Draft<D>) => ReactNode;
};

export function SettingsEditor<D>({ path, found, about, permission, onClose, children }: Props<D>) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(found.document);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const mayEdit = can(permission);
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
      <p className="muted">{about}</p>
      {found.updated_at && (
        <p className="muted small">
          {t('documents.changedBy', {
            version: found.version,
            by: formatActor(found.updated_by ?? ''),
            at: formatInstant(found.updated_at, workspace.zone),
          })}
        </p>
      )}
      {children({ draft, setDraft, mayEdit, refusal })}
      {refusal != null && <ProblemView error={refusal} />}
      {mayEdit && (
        <Button kind="primary" className="start" busy={busy} disabled={draft === found.document} onClick={save}>
          {t('parts.save')}
        </Button>
      )}
    </div>
  );
}
