/** What the facts must be like: properties compared with values, all of which must hold. */

import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useText, useTranslation } from '../../../i18n';
import type { WhereItem } from '../rule/model';
import { firstValue, operatorsOf, propertiesOf, propertyOf } from '../rule/vocabulary';
import { useVocabulary } from './context';
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
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('builder.remove')}
            disabled={disabled}
            onClick={() => onChange(items.filter((_item, index) => index !== at))}
          />
        </div>
      ))}
      {free[0] && (
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined />}
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
  const type = propertyOf(vocabulary, fact, item.property)?.type ?? 'text';
  const choose = (property: string) => {
    const of = propertyOf(vocabulary, fact, property)?.type ?? 'text';
    const op = operatorsOf(vocabulary, of).includes('in') && of === 'text' ? 'in' : 'gte';
    onChange({ property, op, value: firstValue(op, of, new Date().toISOString().slice(0, 10)) });
  };
  return (
    <>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        className="rule-property"
        popupMatchSelectWidth={false}
        aria-label={t('builder.property')}
        disabled={disabled}
        value={item.property}
        options={propertiesOf(vocabulary, fact).map((each) => ({ value: each.name, label: text(each.label) }))}
        onChange={choose}
      />
      <Select
        className="rule-operator"
        popupMatchSelectWidth={false}
        aria-label={t('builder.operator')}
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
