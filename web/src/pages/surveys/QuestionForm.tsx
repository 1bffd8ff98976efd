/** One question: its type and words, its choices or bounds, and what its answer becomes. */

import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons-svg';
import type { Question } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { ChoiceRows } from './ChoiceRows';
import { chooses, PERSONAL, retyped, spoken, TYPES } from './document';
import { WordsField } from './WordsField';

type Props = {
  number: number;
  question: Question;
  onChange: (question: Question) => void;
  onMove: { up?: () => void; down?: () => void };
  onDrop?: () => void;
};

export function QuestionForm({ number, question, onChange, onMove, onDrop }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<Question>) => onChange({ ...question, ...part });
  return (
    <Panel
      title={t('surveys.questionNo', { number })}
      extra={
        <span className="row tight">
          <Button
            kind="text"
            small
            icon={ArrowUpOutlined}
            aria-label={t('surveys.moveUp')}
            disabled={!onMove.up}
            onClick={onMove.up}
          />
          <Button
            kind="text"
            small
            icon={ArrowDownOutlined}
            aria-label={t('surveys.moveDown')}
            disabled={!onMove.down}
            onClick={onMove.down}
          />
          <Button
            kind="text"
            small
            icon={DeleteOutlined}
            aria-label={t('parts.delete')}
            disabled={!onDrop}
            onClick={onDrop}
          />
        </span>
      }
    >
      <div className="stack">
        <div className="question-basics">
          <Field label={t('surveys.type')}>
            {(wired) => (
              <PlainSelect
                {...wired}
                value={question.type}
                options={TYPES.map((value) => ({ value, label: t(`surveys.typeIs.${value}`) }))}
                onChange={(type) => onChange(retyped(question, type))}
              />
            )}
          </Field>
          <Field label={t('surveys.questionName')} hint="a–z 0–9 _">
            {(wired) => (
              <Input
                {...wired}
                className="mono"
                maxLength={40}
                value={question.name}
                onChange={({ target }) => set({ name: target.value.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_') })}
              />
            )}
          </Field>
          {question.type !== 'phone' && (
            <Field label={t('surveys.attribute')} hint={t('surveys.attributeHint')}>
              {(wired) => (
                <Input
                  {...wired}
                  maxLength={100}
                  placeholder="city"
                  value={question.attribute ?? ''}
                  onChange={({ target }) => set({ attribute: target.value || undefined })}
                />
              )}
            </Field>
          )}
        </div>
        <WordsField label={t('surveys.question')} words={question.label} onChange={(label) => set({ label })} />
        <WordsField label={t('surveys.hint')} words={question.hint} onChange={(hint) => set({ hint: spoken(hint) })} />
        {chooses(question.type) && (
          <ChoiceRows choices={question.choices ?? []} onChange={(choices) => set({ choices })} />
        )}
        <div className="row question-marks">
          <Checkbox checked={!!question.required} onChange={(on) => set({ required: on || undefined })}>
            {t('surveys.required')}
          </Checkbox>
          {question.type === 'text' && (
            <Checkbox checked={!!question.long} onChange={(on) => set({ long: on || undefined })}>
              {t('surveys.long')}
            </Checkbox>
          )}
          {question.type === 'number' && <Bound name="least" question={question} onChange={onChange} />}
          {(question.type === 'number' || question.type === 'rating') && (
            <Bound name="most" question={question} onChange={onChange} />
          )}
        </div>
        {PERSONAL.includes(question.type) && (
          <p className="muted">{t(question.type === 'phone' ? 'surveys.phoneAbout' : 'surveys.textAbout')}</p>
        )}
      </div>
    </Panel>
  );
}

type BoundProps = { name: 'least' | 'most'; question: Question; onChange: (question: Question) => void };

function Bound({ name, question, onChange }: BoundProps) {
  const { t } = useTranslation();
  function type(text: string) {
    const { [name]: _before, ...others } = question;
    const number = Number(text);
    onChange(text.trim() === '' || !Number.isInteger(number) ? others : { ...others, [name]: number });
  }
  return (
    <span className="row">
      {t(`surveys.${name}`)}
      <Input
        type="number"
        className="bound"
        aria-label={t(`surveys.${name}`)}
        value={question[name] ?? ''}
        onChange={({ target }) => type(target.value)}
      />
    </span>
  );
}
