/** The editor of a webhook: its document at the left, what it makes of a sample at the right. */

import { useMemo, useState } from 'react';
import type { ImportKind, Webhook, WebhookDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { useKeptDraft } from '../../ui/document/useKeptDraft';
import { YamlPane } from '../../ui/document/YamlPane';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { Basics } from './Basics';
import { EditorBar } from './EditorBar';
import { FieldPaths } from './FieldPaths';
import { IdentifierPaths } from './IdentifierPaths';
import { proposed } from './mapping';
import { pathsIn } from './paths';
import { SamplePane, useSample } from './SamplePane';
import { WhenRows } from './WhenRows';

export type Drafted = { name: string; document: WebhookDocument };
type Props = { kinds: ImportKind[]; webhook?: Webhook; first: Drafted };

export function Editor({ kinds, webhook, first }: Props) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const key = `${workspace.slug}.webhook.${webhook?.id ?? 'new'}`;
  const draft = useKeptDraft<Drafted>(key, first, webhook?.version ?? 0);
  const { document } = draft.document;
  const change = (changed: WebhookDocument) => draft.set({ ...draft.document, document: changed });
  const sample = useSample();
  const paths = useMemo(() => pathsIn(sample.json, document.each), [sample.json, document.each]);
  const kind = kinds.find((each) => each.name === document.imports);
  const [view, setView] = useState(0);
  const readOnly = !can('webhooks.edit');
  const parts = { document, paths, onChange: change };
  return (
    <>
      <EditorBar draft={draft} webhook={webhook} readOnly={readOnly} />
      {draft.restored && (
        <Note
          tone="info"
          title={t('documents.restored')}
          act={
            <Button small onClick={() => draft.set(first)}>
              {t('documents.dropDraft')}
            </Button>
          }
        />
      )}
      <datalist id="sample-paths">
        {paths.map(({ path, sample: value }) => (
          <option key={path} value={path}>
            {value}
          </option>
        ))}
      </datalist>
      <div className="editor webhook-editor">
        <fieldset className="plain stack" disabled={readOnly}>
          <Basics draft={draft.document} kinds={kinds} sample={sample.json} onChange={draft.set} />
          <WhenRows key={`when${view}`} document={document} onChange={change} />
          {kind && (
            <Panel
              flush
              title={t('webhooks.fields')}
              extra={
                <Button small disabled={paths.length === 0} onClick={() => change(proposed(document, kind, paths))}>
                  {t('webhooks.propose')}
                </Button>
              }
            >
              <FieldPaths {...parts} kind={kind} sample={sample.json} />
              {kind.identified !== 'never' && <IdentifierPaths {...parts} />}
            </Panel>
          )}
        </fieldset>
        <div className="stack">
          {!readOnly && <SamplePane sample={sample} document={document} kind={kind} />}
          <YamlPane
            label={t('webhooks.yaml')}
            document={document}
            readOnly={readOnly}
            onApply={(read: WebhookDocument) => {
              change(read);
              setView(view + 1);
            }}
          />
        </div>
      </div>
    </>
  );
}

export type Draft = ReturnType<typeof useKeptDraft<Drafted>>;
