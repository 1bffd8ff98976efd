/** A later step of a sequence: what happens or must not, how soon after the one before, like what. */

import { useText, useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { PlainSelect } from '../../../ui/PlainSelect';
import type { NeverBody } from '../rule/model';
import { useVocabulary } from './context';
import { Remove } from './GroupEditor';
import { WhereEditor } from './WhereEditor';
import { Length } from './WindowEditor';

type Props = {
  word: 'then' | 'then_not';
  value: NeverBody;
  disabled?: boolean;
  onChange: (value: NeverBody) => void;
  onRemove: () => void;
};

type Soon = 'within' | 'always';
const SOON: Soon[] = ['within', 'always'];

export function StepEditor({ word, value, disabled, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { facts } = useVocabulary();
  const { fact, where, within } = value;
  const options = facts.map((each) => ({ value: each.name, label: text(each.label) }));
  if (!facts.some((each) => each.name === fact)) options.push({ value: fact, label: fact });
  return (
    <>
      <div className="rule-line">
        <span className="rule-word">{t(`builder.words.${word}`)}</span>
        <Combobox
          className="rule-fact"
          label={t('builder.step')}
          disabled={disabled}
          value={fact}
          options={options}
          onChange={(chosen) => onChange({ ...value, fact: chosen, where: chosen === fact ? where : [] })}
        />
        <PlainSelect
          label={t('builder.soon')}
          disabled={disabled}
          value={within === null ? 'always' : 'within'}
          options={SOON.map((each) => ({ value: each, label: t(`builder.soonIs.${word}.${each}`) }))}
          onChange={(chosen) => onChange({ ...value, within: chosen === 'always' ? null : '7d' })}
        />
        {within !== null && (
          <Length
            value={within}
            disabled={disabled}
            onChange={(window) => onChange({ ...value, within: window.kind === 'within' ? window.value : within })}
          />
        )}
        <Remove disabled={!!disabled} onRemove={onRemove} />
      </div>
      <WhereEditor
        fact={fact}
        items={where}
        disabled={disabled}
        onChange={(changed) => onChange({ ...value, where: changed })}
      />
    </>
  );
}
