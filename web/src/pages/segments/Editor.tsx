/** The editor of a segment: builder at the left, its consequence – size, sample, YAML – at the right. */

import type { Segment, SegmentDocument, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { YamlPane } from '../../ui/document/YamlPane';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { readTyped } from './blank';
import { RuleBuilder } from './builder/RuleBuilder';
import { EditorBar } from './EditorBar';
import { Exports } from './exports/Exports';
import { Live } from './Live';
import { Moves } from './Moves';
import { Naming } from './Naming';
import { OriginPanel } from './OriginPanel';
import { hasYamlOnly, refusedAt } from './rule/convert';
import { SizeHistory } from './SizeHistory';
import { useDraft } from './useDraft';
import { usePreview } from './usePreview';

type Props = { segment?: Segment; first: SegmentDocument; vocabulary: Vocabulary };

export function Editor({ segment, first, vocabulary }: Props) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const draft = useDraft(`${workspace.slug}.${segment?.document.name ?? 'new'}`, first, segment?.version ?? 0);
  const { origin } = first;
  const preview = usePreview(origin ? { segment: first.name } : draft.document.rule);
  const where = preview.error?.problem.where;
  const readOnly = !can('segments.edit');
  return (
    <>
      <EditorBar draft={draft} segment={segment} readOnly={readOnly} />
      {draft.restored && (
        <Note
          tone="info"
          title={t('documents.restored')}
          act={
            <Button small onClick={() => draft.replace(first)}>
              {t('documents.dropDraft')}
            </Button>
          }
        />
      )}
      {draft.taken && <TakenNote {...draft.taken} next={(segment?.version ?? 0) + 1} onUndo={draft.replace} />}
      <div className="editor">
        <div className="stack">
          <Panel>
            <Naming document={draft.document} isNew={!segment} readOnly={readOnly} onChange={draft.edit} />
          </Panel>
          {origin ? (
            <OriginPanel origin={origin} />
          ) : (
            <Panel title={t('segments.rule')}>
              {hasYamlOnly(draft.group) && <p className="needed">{t('builder.someYamlOnly')}</p>}
              <RuleBuilder
                group={draft.group}
                vocabulary={vocabulary}
                onChange={draft.build}
                refused={where ? refusedAt(draft.group, where) : null}
                disabled={readOnly}
              />
            </Panel>
          )}
          {segment && <SizeHistory segment={segment} />}
          {segment && <Moves segment={segment} />}
        </div>
        <div className="stack">
          <Live preview={preview} />
          <YamlPane
            label={t('segments.yamlLabel')}
            document={draft.document}
            readOnly={readOnly}
            onApply={(typed) => draft.replace(readTyped(typed, draft.document))}
          />
        </div>
      </div>
      {segment && <Exports segment={segment.name} />}
    </>
  );
}

type TakenProps = {
  version: number;
  next: number;
  before: SegmentDocument;
  onUndo: (document: SegmentDocument) => void;
};

function TakenNote({ version, next, before, onUndo }: TakenProps) {
  const { t } = useTranslation();
  const undo = (
    <Button small onClick={() => onUndo(before)}>
      {t('documents.undoTake')}
    </Button>
  );
  return <Note tone="info" title={t('documents.taken', { version, next })} act={undo} />;
}

export type Draft = ReturnType<typeof useDraft>;
