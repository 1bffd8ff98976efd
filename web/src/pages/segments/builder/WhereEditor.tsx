/** What the facts must be like: properties compared with values, all of which must hold. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useAccess } from '../../../app/session';
import { useText, useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { Combobox } from '../../../ui/combobox/Combobox';
import { PlainSelect } from '../../../ui/PlainSelect';
import type { WhereItem } from '../rule/model';
import { firstValue, operatorsOf, propertiesOf, propertyOf } from '../rule/vocabulary';
import { useVocabulary } from './context';
import { Remove } from './GroupEditor';
import { PropertyValue } from './PropertyValue';

type Props = { fact: string; items: WhereItem[]; disabled?: boolean; onChange: (items: WhereItem[]) => void };

export function WhereEditor({ fact, items, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const properties = propertiesOf(useVocabulary(), fact);
  const free = properties.filter((property) => !items.some((item) => item.property === property.name));
  const put = (at: number, item: WhereItem) => onChange(items.map((each, index) => (index === at ? item : each)));
  return (
    <>
      {items.map((item, at) => (
        <div key={item.property} className="rule-line">
          <span className="rule-word">{t('builder.where')}</span>
          <WhereRow fact={fact} item={item} disabled={disabled} onChange={(changed) => put(at, changed)} />
          <Remove disabled={!!disabled} onRemove={() => onChange(items.filter((_item, index) => index !== at))} />
        </div>
      ))}
      {free[0] && (
        <Button
          kind="link"
          small
          icon={PlusOutlined}
          disabled={disabled}
          onClick={() => {
            const chosen = free.find((property) => property.name === 'product.category') ?? free[0];
            if (chosen) onChange([...items, { property: chosen.name, op: 'in', value: [] }]);
          }}
        >
          {t('builder.addWhere')}
        </Button>
      )}
    </>
  );
}

type RowProps = { fact: string; item: WhereItem; disabled?: boolean; onChange: (item: WhereItem) => void };

function WhereRow({ fact, item, disabled, onChange }: RowProps) {
  const { t } = useTranslation();
  const text = useText();
  const vocabulary = useVocabulary();
  const { today } = useAccess().workspace;
  const type = propertyOf(vocabulary, fact, item.property)?.type ?? 'text';
  const choose = (property: string) => {
    const of = propertyOf(vocabulary, fact, property)?.type ?? 'text';
    const op = operatorsOf(vocabulary, of).includes('in') && of === 'text' ? 'in' : 'gte';
    onChange({ property, op, value: firstValue(op, of, today) });
  };
  return (
    <>
      <Combobox
        className="rule-property"
        label={t('builder.property')}
        disabled={disabled}
        value={item.property}
        options={propertiesOf(vocabulary, fact).map((each) => ({ value: each.name, label: text(each.label) }))}
        onChange={choose}
      />
      <PlainSelect
        className="rule-operator"
        label={t('builder.operator')}
        disabled={disabled}
        value={item.op}
        options={operatorsOf(vocabulary, type).map((op) => ({ value: op, label: t(`ops.${op}`) }))}
        onChange={(op) => onChange({ ...item, op })}
      />
      <PropertyValue
        property={item.property}
        op={item.op}
        type={type}
        value={item.value}
        disabled={disabled}
        onChange={(value) => onChange({ ...item, value })}
      />
    </>
  );
}
