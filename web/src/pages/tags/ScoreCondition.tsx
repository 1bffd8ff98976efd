/** Where the score of a member must lie to give him a value. */

import type { Score, TagValueDocument, Vocabulary } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Combobox } from '../../ui/combobox/Combobox';
import { ManyCombobox } from '../../ui/combobox/ManyCombobox';
import { PlainSelect } from '../../ui/PlainSelect';
import { PlainValue } from '../segments/builder/PlainValue';
import { readComparison, shapeFor, writeComparison } from '../segments/rule/comparison';
import type { Comparison } from '../segments/rule/model';

type Props = {
  value: TagValueDocument;
  score: Score;
  vocabulary: Vocabulary;
  disabled: boolean;
  onChange: (is: unknown) => void;
};

export function ScoreCondition({ value, score, vocabulary, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const comparison = readComparison(value.is);
  if (!comparison) return <p className="muted">{t('tags.yamlCondition')}</p>;
  const operators = (vocabulary.operators[score.type] ?? []).filter((op) => op !== 'missing');
  const set = (part: Partial<Comparison>) => onChange(writeComparison({ ...comparison, ...part, plain: false }));
  return (
    <div className="row">
      <span>{text(score.label)}</span>
      <PlainSelect
        className="rule-operator"
        label={t('builder.operator')}
        disabled={disabled}
        value={comparison.op}
        options={operators.map((op) => ({ value: op, label: t(`ops.${op}`) }))}
        onChange={(op) => set({ op })}
      />
      {score.words.length > 0 && ['eq', 'ne', 'in'].includes(comparison.op) ? (
        <Words
          score={score}
          comparison={comparison}
          disabled={disabled}
          onChange={(chosen) => set({ value: chosen })}
        />
      ) : (
        <PlainValue
          op={comparison.op}
          type={score.type}
          value={comparison.value}
          disabled={disabled}
          onChange={(typed) => set({ value: typed })}
        />
      )}
    </div>
  );
}

type WordsProps = {
  score: Score;
  comparison: Comparison;
  disabled: boolean;
  onChange: (value: unknown) => void;
};

function Words({ score, comparison, disabled, onChange }: WordsProps) {
  const { t } = useTranslation();
  const text = useText();
  const options = score.words.map((word) => ({ value: word.value, label: text(word.label) }));
  const shared = { label: t('builder.value'), disabled, options };
  const fitted = shapeFor(comparison.op, comparison.value);
  if (comparison.op !== 'in') {
    return <Combobox {...shared} className="rule-value" value={fitted ? String(fitted) : null} onChange={onChange} />;
  }
  return (
    <ManyCombobox {...shared} className="rule-values" values={(fitted as unknown[]).map(String)} onChange={onChange} />
  );
}
