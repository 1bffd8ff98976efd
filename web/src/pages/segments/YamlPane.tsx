/** The same segment as YAML: follows the builder, and what is typed here goes back into it. */

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { SegmentDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { useReadYaml, useYaml } from './documents';

type Props = { document: SegmentDocument; readOnly: boolean; onApply: (document: SegmentDocument) => void };

export function YamlPane({ document, readOnly, onApply }: Props) {
  const { t } = useTranslation();
  const written = useYaml(document);
  const [typed, setTyped] = useState<string | null>(null);
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
      <Button size="small" onClick={discard}>
        {t('segments.yamlDiscard')}
      </Button>
      <Button size="small" type="primary" loading={apply.isPending} onClick={() => apply.mutate(typed ?? '')}>
        {t('segments.yamlApply')}
      </Button>
    </span>
  );
  return (
    <Panel title="YAML" extra={acts} flush>
      <Input.TextArea
        className="yaml"
        aria-label={t('segments.yamlLabel')}
        variant="borderless"
        spellCheck={false}
        readOnly={readOnly}
        autoSize={{ minRows: 10, maxRows: 34 }}
        value={typed ?? written.data ?? ''}
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
