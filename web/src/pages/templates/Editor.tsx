/** The editor of a template: what each channel says at the left, what a member reads at the right, and the same as YAML. */

import type { MessageTemplate, TemplateDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { DocumentBar, type Place } from '../../ui/document/DocumentBar';
import { useKeptDraft } from '../../ui/document/useKeptDraft';
import { YamlPane } from '../../ui/document/YamlPane';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { Basics } from './Basics';
import { Contents } from './Contents';
import { LIKE } from './document';
import { Fallbacks } from './Fallbacks';
import { PreviewPane } from './PreviewPane';

const PLACE: Place = {
  path: '/templates',
  pageOf: (name) => `/templates/${name}`,
  list: '/templates',
  words: 'templates',
};

type Props = { template?: MessageTemplate; first: TemplateDocument };

export function Editor({ template, first }: Props) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const key = `${workspace.slug}.template.${template?.name ?? 'new'}`;
  const draft = useKeptDraft(key, first, template?.version ?? 0);
  const { document } = draft;
  const readOnly = !can('templates.edit');
  const edit = (part: Partial<TemplateDocument>) => draft.set({ ...document, ...part });
  return (
    <div className="stack">
      <DocumentBar<TemplateDocument>
        place={PLACE}
        draft={draft}
        saved={template}
        readOnly={readOnly}
        onReplace={draft.set}
        onSaved={draft.set}
      />
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
      <div className="editor template-editor">
        <fieldset className="plain stack" disabled={readOnly}>
          <Panel>
            <Basics document={document} isNew={!template} onChange={edit} />
          </Panel>
          <Contents contents={document.contents} onChange={(contents) => edit({ contents })} />
          <Fallbacks fallbacks={document.fallbacks} onChange={(fallbacks) => edit({ fallbacks })} />
        </fieldset>
        <div className="stack">
          <PreviewPane document={document} />
          <YamlPane
            label={t('templates.yaml')}
            document={document}
            readOnly={readOnly}
            like={LIKE}
            onApply={draft.set}
          />
        </div>
      </div>
    </div>
  );
}
