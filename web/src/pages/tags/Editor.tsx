/** The editor of a tag: what it is and who gets which value at the left, whom that is and the YAML at the right. */

import { useState } from 'react';
import type { Tag, TagDocument, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { useKeptDraft } from '../../ui/document/useKeptDraft';
import { YamlPane } from '../../ui/document/YamlPane';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { withPart } from './document';
import { EditorBar } from './EditorBar';
import { Live } from './Live';
import { Naming } from './Naming';
import { OriginForm } from './OriginForm';
import { useTagPreview } from './useTagPreview';
import { ValuesEditor } from './ValuesEditor';

type Props = { tag?: Tag; first: TagDocument; vocabulary: Vocabulary };

export function Editor({ tag, first, vocabulary }: Props) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const draft = useKeptDraft(`${workspace.slug}.tag.${tag?.name ?? 'new'}`, first, tag?.version ?? 0);
  const [revision, setRevision] = useState(0);
  const { document } = draft;
  const preview = useTagPreview(document);
  const readOnly = !can('tags.edit');
  const edit = (part: Partial<TagDocument>) => draft.set(withPart(document, part));
  /** A document from elsewhere: the builders begin anew from it. */
  function replace(given: TagDocument) {
    draft.set(given);
    setRevision((before) => before + 1);
  }
  return (
    <div className="stack">
      <EditorBar draft={draft} tag={tag} readOnly={readOnly} onReplace={replace} />
      {draft.restored && (
        <Note
          tone="info"
          title={t('documents.restored')}
          act={
            <Button small onClick={() => replace(first)}>
              {t('documents.dropDraft')}
            </Button>
          }
        />
      )}
      <div className="editor">
        <fieldset className="plain stack" disabled={readOnly}>
          <Panel>
            <Naming document={document} isNew={!tag} onChange={edit} onReplace={replace} />
          </Panel>
          {document.type === 'raw' ? (
            <Panel title={t('tags.origin')}>
              <OriginForm document={document} vocabulary={vocabulary} onChange={edit} />
            </Panel>
          ) : (
            <ValuesEditor
              key={revision}
              document={document}
              vocabulary={vocabulary}
              preview={preview.data}
              where={preview.error?.problem.where ?? ''}
              readOnly={readOnly}
              onChange={draft.set}
              onReplace={replace}
            />
          )}
        </fieldset>
        <div className="stack">
          <Live preview={preview} type={document.type} />
          <YamlPane label={t('tags.yamlLabel')} document={document} readOnly={readOnly} onApply={replace} />
        </div>
      </div>
    </div>
  );
}

export type Draft = ReturnType<typeof useKeptDraft<TagDocument>>;
