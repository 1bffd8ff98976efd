/** A condition of the rule: its field, how it is compared, and with what. */

import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { PlainSelect } from '../../../ui/PlainSelect';
import type { Condition } from '../rule/model';
import { firstCondition, operatorsOfField } from '../rule/vocabulary';
import { ConditionValue } from './ConditionValue';
import { useBuilder } from './context';
import { Remove } from './GroupEditor';

type Props = { condition: Condition; onChange: (condition: Condition) => void; onRemove: () => void };

export function ConditionRow({ condition, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const { vocabulary, fields, refused, disabled } = useBuilder();
  const { today } = useAccess().workspace;
  const operators = operatorsOfField(vocabulary, condition.field);
  const refer = (field: string) =>
    field !== condition.field && onChange({ ...firstCondition(vocabulary, field, today), id: condition.id });
  return (
    <div className={condition.id === refused?.id ? 'rule refused' : 'rule'}>
      <Combobox
        label={t('builder.field')}
        disabled={disabled}
        value={condition.field}
        options={fields}
        onChange={refer}
      />
      <div className="rule-rest">
        {operators.length > 1 && (
          <PlainSelect
            className="rule-operator"
            label={t('builder.operator')}
            disabled={disabled}
            value={condition.operator}
            options={operators.map((value) => ({ value, label: t(`ops.${value}`) }))}
            onChange={(operator) => onChange({ ...condition, operator })}
          />
        )}
        <ConditionValue
          condition={condition}
          refusedAt={condition.id === refused?.id ? refused.inside : ''}
          onChange={(value) => onChange({ ...condition, value })}
        />
      </div>
      <Remove disabled={disabled} onRemove={onRemove} />
    </div>
  );
}
