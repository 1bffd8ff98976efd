/** The same segment as YAML: follows the builder, and what is typed here goes back into it. */

import { useState } from 'react';
import type { SegmentDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { useReadYaml, useYaml } from './documents';

type Props = { document: SegmentDocument; readOnly: boolean; onApply: (document: SegmentDocument) => void };

export function YamlPane({ document, readOnly, onApply }: Props) {
  const { t } = useTranslation();
  const written = useYaml(document);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? written.data ?? '';
  const changed = typed !== null && typed !== written.data;
  const apply = useReadYaml((read) => {
    onApply(read);
    setTyped(null);
  });
  function discard() {
    setTyped(null);
    apply.reset();
  }
  const acts = changed && (
    <span className="row">
      <Button small onClick={discard}>
        {t('segments.yamlDiscard')}
      </Button>
      <Button small kind="primary" busy={apply.isPending} onClick={() => apply.mutate(typed ?? '')}>
        {t('segments.yamlApply')}
      </Button>
    </span>
  );
  return (
    <Panel title="YAML" extra={acts} flush>
      <textarea
        className="yaml"
        aria-label={t('segments.yamlLabel')}
        spellCheck={false}
        readOnly={readOnly}
        rows={Math.min(34, Math.max(10, shown.split('\n').length))}
        value={shown}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) apply.mutate(typed ?? '');
        }}
      />
      {changed && <p className="muted small yaml-hint">{t('segments.yamlHint')}</p>}
      {(apply.error ?? written.error) && <ProblemView error={apply.error ?? written.error} />}
    </Panel>
  );
}
