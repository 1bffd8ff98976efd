/** The editor of a funnel: steps at the left, what they mean on the members at the right, and the same as YAML. */

import { useMemo } from 'react';
import type { Funnel, FunnelDocument, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { useKeptDraft } from '../../ui/document/useKeptDraft';
import { YamlPane } from '../../ui/document/YamlPane';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { BuilderContext } from '../segments/builder/context';
import { Basics } from './Basics';
import { BLANK, stepAt, tidy } from './document';
import { EditorBar } from './EditorBar';
import { Live } from './Live';
import { StepsEditor } from './StepsEditor';
import { usePreview } from './usePreview';

type Props = { funnel?: Funnel; first: FunnelDocument; vocabulary: Vocabulary };

export function Editor({ funnel, first, vocabulary }: Props) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const draft = useKeptDraft(`${workspace.slug}.funnel.${funnel?.name ?? 'new'}`, first, funnel?.version ?? 0);
  const preview = usePreview(draft.document);
  const readOnly = !can('behaviour.edit');
  const builder = useMemo(
    () => ({ vocabulary, fields: [], refused: null, disabled: readOnly }),
    [vocabulary, readOnly],
  );
  const edit = (part: Partial<FunnelDocument>) => draft.set(tidy({ ...draft.document, ...part }));
  return (
    <BuilderContext value={builder}>
      <EditorBar draft={draft} funnel={funnel} readOnly={readOnly} />
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
      <div className="editor">
        <div className="stack">
          <Panel>
            <Basics document={draft.document} isNew={!funnel} readOnly={readOnly} onChange={edit} />
          </Panel>
          <Panel title={t('funnels.steps')}>
            <StepsEditor
              steps={draft.document.steps}
              refused={stepAt(preview.error?.problem.where)}
              readOnly={readOnly}
              onChange={(steps) => edit({ steps })}
            />
          </Panel>
        </div>
        <div className="stack">
          <Live preview={preview} />
          <YamlPane
            label={t('funnels.yamlLabel')}
            document={draft.document}
            readOnly={readOnly}
            like={BLANK}
            onApply={(document) => draft.set(document)}
          />
        </div>
      </div>
    </BuilderContext>
  );
}

export type Draft = {
  document: FunnelDocument;
  changed: boolean;
  set: (document: FunnelDocument) => void;
  forget: () => void;
};
