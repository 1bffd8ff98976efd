/** The values of a tag in order, each with its rule: of several that hold the first is a member's. */

import { PlusOutlined } from '@ant-design/icons-svg';
import type { TagDocument, TagPreview, TagValueDocument, Vocabulary } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/PageFrame';
import { Segmented } from '../../ui/Segmented';
import { asPlain, FIRST_RULE, firstOf, freshValue, isPlain, isRuled, withScore } from './document';
import { RuleOf } from './RuleOf';
import { ScoreForm } from './ScoreForm';
import { useScore } from './useScores';
import { ValueCard } from './ValueCard';

type Props = {
  document: TagDocument;
  vocabulary: Vocabulary;
  preview?: TagPreview;
  /** Path of what the server refuses. */
  where: string;
  readOnly: boolean;
  onChange: (document: TagDocument) => void;
  onReplace: (document: TagDocument) => void;
};

export function ValuesEditor(props: Props) {
  const { document, vocabulary, where, readOnly, onChange, onReplace } = props;
  const { t } = useTranslation();
  const plain = isPlain(document);
  const shape = (
    <Segmented
      small
      label={t('tags.shape')}
      disabled={readOnly}
      value={plain ? 'plain' : 'several'}
      options={(['plain', 'several'] as const).map((value) => ({ value, label: t(`tags.shapeIs.${value}`) }))}
      onChange={(chosen) => onReplace(asPlain(document, chosen === 'plain'))}
    />
  );
  return (
    <>
      {document.type === 'model' && (
        <Panel title={t('tags.model')}>
          <ScoreForm document={document} onChange={(score) => onReplace(withScore(document, score))} />
        </Panel>
      )}
      <Panel title={t('tags.values')} extra={document.type !== 'model' && shape}>
        {plain && isRuled(document) && (
          <RuleOf
            rule={document.rule ?? FIRST_RULE}
            vocabulary={vocabulary}
            where={where}
            disabled={readOnly}
            onChange={(rule) => onChange({ ...document, rule })}
          />
        )}
        {plain && document.type === 'manual' && <p className="muted">{t('tags.plainByHand')}</p>}
        {!plain && <p className="muted">{t(document.type === 'manual' ? 'tags.oneOfThese' : 'tags.firstHolds')}</p>}
      </Panel>
      {!plain && <Cards {...props} />}
    </>
  );
}

function Cards({ document, vocabulary, preview, where, readOnly, onChange, onReplace }: Props) {
  const { t } = useTranslation();
  const values = document.values ?? [];
  const isManual = document.type === 'manual';
  const score = useScore(document.score);
  const put = (at: number, value: TagValueDocument) =>
    onChange({ ...document, values: values.map((each, place) => (place === at ? value : each)) });
  const arrange = (changed: TagValueDocument[]) => onReplace({ ...document, values: changed });
  function move(at: number, step: number) {
    const changed = [...values];
    const [moved] = changed.splice(at, 1);
    if (moved) changed.splice(at + step, 0, moved);
    arrange(changed);
  }
  function add(otherwise: boolean) {
    const value: TagValueDocument = { value: otherwise ? 'otherwise' : freshValue(values) };
    const fresh = otherwise ? { ...value, otherwise } : { ...value, ...firstOf(document.type) };
    const last = values.at(-1)?.otherwise ? values.slice(-1) : [];
    arrange([...values.slice(0, values.length - last.length), fresh, ...last]);
  }
  return (
    <>
      {values.map((value, at) => (
        <ValueCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the editor is drawn anew when the order changes
          key={at}
          value={value}
          type={document.type}
          score={score}
          vocabulary={vocabulary}
          members={preview?.values.find((each) => each.value === value.value)?.members}
          where={where.startsWith(`values[${at}]`) ? where : ''}
          readOnly={readOnly}
          onChange={(changed) => put(at, changed)}
          onUp={at > 0 && !value.otherwise ? () => move(at, -1) : undefined}
          onDown={at < values.length - 1 && !values[at + 1]?.otherwise ? () => move(at, 1) : undefined}
          onRemove={values.length > 1 ? () => arrange(values.filter((_, place) => place !== at)) : undefined}
        />
      ))}
      {!readOnly && (
        <div className="row">
          <Button kind="dashed" icon={PlusOutlined} onClick={() => add(false)}>
            {t('tags.addValue')}
          </Button>
          {!isManual && !values.at(-1)?.otherwise && (
            <Button kind="dashed" icon={PlusOutlined} onClick={() => add(true)}>
              {t('tags.addOtherwise')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
