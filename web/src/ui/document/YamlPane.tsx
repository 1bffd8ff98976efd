/** The same document as YAML: follows the form, and what is typed here goes back into it. */

import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { Button } from '../Button';
import { Panel } from '../PageFrame';
import { ProblemView } from '../ProblemView';
import { useReadYaml, useYaml } from './useYaml';
import './document.css';

type Props<Document> = {
  label: string;
  document: Document;
  readOnly: boolean;
  /** What is typed must have the lists and maps of this one. */
  like?: Document;
  onApply: (document: Document) => void;
};

export function YamlPane<Document extends object>({ label, document, readOnly, like, onApply }: Props<Document>) {
  const { t } = useTranslation();
  const written = useYaml(document);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? written.data ?? '';
  const changed = typed !== null && typed !== written.data;
  const apply = useReadYaml<Document>((read) => {
    onApply(read);
    setTyped(null);
  }, like);
  function discard() {
    setTyped(null);
    apply.reset();
  }
  const acts = changed && (
    <span className="row">
      <Button small onClick={discard}>
        {t('documents.yamlDiscard')}
      </Button>
      <Button small kind="primary" busy={apply.isPending} onClick={() => apply.mutate(typed ?? '')}>
        {t('documents.yamlApply')}
      </Button>
    </span>
  );
  return (
    <Panel title="YAML" extra={acts} flush>
      <textarea
        className="yaml"
        aria-label={label}
        spellCheck={false}
        readOnly={readOnly}
        rows={Math.min(34, Math.max(10, shown.split('\n').length))}
        value={shown}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) apply.mutate(typed ?? '');
        }}
      />
      {changed && <p className="muted small yaml-hint">{t('documents.yamlHint')}</p>}
      {(apply.error ?? written.error) && <ProblemView error={apply.error ?? written.error} />}
    </Panel>
  );
}
