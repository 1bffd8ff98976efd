/** The same segment as YAML: follows the builder, and what is typed here goes back into it. */

import { Alert, Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { parseDocument, stringify } from 'yaml';
import type { SegmentDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Panel } from '../../shared/PageFrame';
import { isRecord } from './rule/model';

type Props = { document: SegmentDocument; readOnly: boolean; onApply: (document: SegmentDocument) => void };

export function YamlPane({ document, readOnly, onApply }: Props) {
  const { t } = useTranslation();
  const written = useMemo(() => writeYaml(document), [document]);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const changed = typed !== null && typed !== written;

  function apply() {
    if (typed === null) return;
    const read = readYaml(typed);
    if ('problem' in read) {
      setProblem(read.problem || t('segments.yamlNeedsRule'));
      return;
    }
    onApply(read.document);
    discard();
  }
  function discard() {
    setTyped(null);
    setProblem('');
  }

  const acts = changed && (
    <span className="row">
      <Button size="small" onClick={discard}>
        {t('segments.yamlDiscard')}
      </Button>
      <Button size="small" type="primary" onClick={apply}>
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
        value={typed ?? written}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) apply();
        }}
      />
      {changed && <p className="muted small yaml-hint">{t('segments.yamlHint')}</p>}
      {problem && <Alert type="error" role="alert" title={problem} />}
    </Panel>
  );
}

export function writeYaml(document: SegmentDocument): string {
  return stringify(document, { lineWidth: 100, flowCollectionPadding: false });
}

export function readYaml(text: string): { document: SegmentDocument } | { problem: string } {
  const parsed = parseDocument(text, { version: '1.2', prettyErrors: true });
  const [error] = parsed.errors;
  if (error) return { problem: error.message };
  const read: unknown = parsed.toJS({ maxAliasCount: 50 });
  if (!isRecord(read) || !isRecord(read.rule)) return { problem: '' };
  return { document: read as SegmentDocument };
}
