/** A condition about a sum, an average, a largest value or how many different ones. */

import { useText, useTranslation } from '../../../i18n';
import { PlainSelect } from '../../../ui/PlainSelect';
import { MEASURES, type MeasureBody } from '../rule/model';
import { operatorsOf, propertiesOf, propertyOf } from '../rule/vocabulary';
import { useVocabulary } from './context';
import { PlainValue } from './PlainValue';
import { WhereEditor } from './WhereEditor';
import { WindowEditor } from './WindowEditor';

type Props = { fact: string; value: MeasureBody; disabled?: boolean; onChange: (body: MeasureBody) => void };

export function MeasureEditor({ fact, value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const vocabulary = useVocabulary();
  const change = (part: Partial<MeasureBody>) => onChange({ ...value, ...part });
  const counted = value.measure === 'distinct';
  const numeric = (type: string) => type === 'money' || type === 'number' || type === 'rate';
  const properties = propertiesOf(vocabulary, fact).filter(
    (property) => counted || numeric(property.type) || property.name === value.property,
  );
  const type = counted ? 'number' : (propertyOf(vocabulary, fact, value.property)?.type ?? 'number');
  return (
    <div className="rule-body">
      <div className="rule-line">
        <PlainSelect
          label={t('builder.measure')}
          disabled={disabled}
          value={value.measure}
          options={MEASURES.map((each) => ({ value: each, label: t(`builder.measures.${each}`) }))}
          onChange={(measure) => change({ measure })}
        />
        <PlainSelect
          className="rule-property"
          label={t('builder.property')}
          disabled={disabled}
          value={value.property}
          options={properties.map((each) => ({ value: each.name, label: text(each.label) }))}
          onChange={(property) => change({ property })}
        />
        <PlainSelect
          className="rule-operator"
          label={t('builder.operator')}
          disabled={disabled}
          value={value.is.op}
          options={operatorsOf(vocabulary, type).map((op) => ({ value: op, label: t(`ops.${op}`) }))}
          onChange={(op) => change({ is: { ...value.is, op } })}
        />
        <PlainValue
          op={value.is.op}
          type={type}
          value={value.is.value}
          disabled={disabled}
          onChange={(asked) => change({ is: { ...value.is, value: asked } })}
        />
      </div>
      <div className="rule-line">
        <WindowEditor window={value.window} disabled={disabled} onChange={(window) => change({ window })} />
      </div>
      <WhereEditor fact={fact} items={value.where} disabled={disabled} onChange={(where) => change({ where })} />
    </div>
  );
}
