/** A condition about what members did: like what, how often, when, and what came after. */

import { useTranslation } from '../../../i18n';
import { NumberInput } from '../../../ui/NumberInput';
import { PlainSelect } from '../../../ui/PlainSelect';
import type { Comparison, DidBody } from '../rule/model';
import { PlainValue } from './PlainValue';
import { SequenceEditor } from './SequenceEditor';
import { WhereEditor } from './WhereEditor';
import { WindowEditor } from './WindowEditor';

type Props = {
  fact: string;
  value: DidBody;
  disabled?: boolean;
  refusedAt: string;
  onChange: (body: DidBody) => void;
};

export function DidEditor({ fact, value, disabled, refusedAt, onChange }: Props) {
  return (
    <div className="rule-body">
      <div className="rule-line">
        {(value.times || !isSequence(value)) && (
          <Times times={value.times} disabled={disabled} onChange={(times) => onChange({ ...value, times })} />
        )}
        <WindowEditor window={value.window} disabled={disabled} onChange={(window) => onChange({ ...value, window })} />
      </div>
      <WhereEditor
        fact={fact}
        items={value.where}
        disabled={disabled}
        onChange={(where) => onChange({ ...value, where })}
      />
      <SequenceEditor value={value} disabled={disabled} refusedAt={refusedAt} onChange={onChange} />
    </div>
  );
}

/** Steps cannot be counted: how often is not asked where something follows. */
const isSequence = (value: DidBody) => value.never !== null || value.steps.length > 0;

type Choice = 'once' | 'never' | 'gte' | 'gt' | 'lte' | 'lt' | 'eq' | 'ne' | 'between' | 'in';
const CHOICES: Choice[] = ['once', 'never', 'gte', 'lte', 'eq', 'between'];

type TimesProps = { times: Comparison | null; disabled?: boolean; onChange: (times: Comparison | null) => void };

function Times({ times, disabled, onChange }: TimesProps) {
  const { t } = useTranslation();
  const never = times?.op === 'eq' && times.value === 0;
  const chosen = times === null ? 'once' : never ? 'never' : (times.op as Choice);
  const choices = CHOICES.includes(chosen) ? CHOICES : [...CHOICES, chosen];
  function choose(choice: Choice) {
    if (choice === 'once') onChange(null);
    else if (choice === 'never') onChange({ op: 'eq', value: 0 });
    else onChange({ op: choice, value: choice === 'between' ? [1, 3] : 2 });
  }
  const counted = times && !never;
  return (
    <span className="row">
      <PlainSelect
        className="rule-times"
        label={t('builder.times')}
        disabled={disabled}
        value={chosen}
        options={choices.map((value) => ({ value, label: t(`builder.timesIs.${value}`, { defaultValue: value }) }))}
        onChange={choose}
      />
      {counted && typeof times.value === 'number' && (
        <NumberInput
          min={0}
          whole
          className="rule-short"
          label={t('builder.times')}
          disabled={disabled}
          value={times.value}
          onChange={(value) => onChange({ ...times, value })}
        />
      )}
      {counted && typeof times.value !== 'number' && (
        <PlainValue
          op={times.op}
          type="number"
          value={times.value}
          disabled={disabled}
          onChange={(value) => onChange({ ...times, value })}
        />
      )}
      {counted && t('builder.timesUnit')}
    </span>
  );
}
