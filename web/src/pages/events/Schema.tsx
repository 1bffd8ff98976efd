/** The properties of a type: as they were seen, and as they are agreed to be from now on. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useState } from 'react';
import type { Agreed, EventTypeDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { SchemaTable } from './SchemaTable';
import { agree, rowsOf, sameAgreement } from './schema';
import { useTypeChange } from './useTypeChange';

export function Schema({ type, path }: { type: EventTypeDetail; path: string }) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const [draft, setDraft] = useState<Agreed | null>(type.agreed);
  const change = useTypeChange(path);
  const changed = !sameAgreement(draft, type.agreed);
  const edits = can('events.edit');
  const lead = type.agreed_at
    ? t('events.fixedSince', { at: formatInstant(type.agreed_at, workspace.zone) })
    : t('events.learntAbout');
  return (
    <Panel
      flush
      title={t('events.schemaTitle')}
      extra={
        edits && (
          <span className="row">
            {!draft && (
              <Button small onClick={() => setDraft(type.learnt)}>
                {t('events.fix')}
              </Button>
            )}
            {type.agreed && draft && (
              <Button small danger busy={change.isPending} onClick={() => change.mutate({ agreed: null })}>
                {t('events.unfix')}
              </Button>
            )}
            {changed && (
              <>
                <Button small onClick={() => setDraft(type.agreed)}>
                  {t('parts.cancel')}
                </Button>
                <Button small kind="primary" busy={change.isPending} onClick={() => change.mutate({ agreed: draft })}>
                  {t('events.saveSchema')}
                </Button>
              </>
            )}
          </span>
        )
      }
    >
      <p className="panel-note">{draft && !type.agreed ? t('events.fixAbout') : lead}</p>
      {change.error && <ProblemView error={change.error} />}
      <SchemaTable
        rows={rowsOf(type, draft)}
        isFixed={draft !== null}
        onAgree={draft && edits ? (name, kind) => setDraft(agree(draft, name, kind)) : undefined}
      />
      {draft && edits && <NewProperty draft={draft} onAdd={(name) => setDraft(agree(draft, name, 'text'))} />}
    </Panel>
  );
}

function NewProperty({ draft, onAdd }: { draft: Agreed; onAdd: (name: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  return (
    <form
      className="table-foot"
      onSubmit={(event) => {
        event.preventDefault();
        if (!name || name in draft) return;
        onAdd(name);
        setTyped('');
      }}
    >
      <Input
        className="new-property"
        aria-label={t('events.newProperty')}
        placeholder={t('events.newProperty')}
        maxLength={100}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button small type="submit" icon={PlusOutlined} disabled={!name || name in draft}>
        {t('events.addProperty')}
      </Button>
    </form>
  );
}
