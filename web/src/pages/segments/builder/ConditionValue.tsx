/** The right side of a condition, by what its left side is. */

import { Select } from 'antd';
import type { FullField, ValueEditorProps } from 'react-querybuilder';
import { useText, useTranslation } from '../../../i18n';
import { type DidBody, fieldKind, fieldName, type MeasureBody } from '../rule/model';
import { featureType } from '../rule/vocabulary';
import { AttributeValue } from './AttributeValue';
import { useVocabulary } from './context';
import { DidEditor } from './DidEditor';
import { MeasureEditor } from './MeasureEditor';
import { PlainValue } from './PlainValue';

export function ConditionValue({
  field,
  operator,
  value,
  handleOnChange,
  disabled,
}: ValueEditorProps<FullField, string>) {
  const vocabulary = useVocabulary();
  const name = fieldName(field);
  const shared = { value, disabled, onChange: handleOnChange };
  switch (fieldKind(field)) {
    case 'feature':
      return <PlainValue {...shared} op={operator} type={featureType(vocabulary, name)} />;
    case 'attribute':
      return <AttributeValue {...shared} op={operator} name={name} />;
    case 'did':
      return <DidEditor {...shared} fact={name} value={value as DidBody} />;
    case 'measure':
      return <MeasureEditor {...shared} fact={name} value={value as MeasureBody} />;
    case 'segment':
      return <NameSelect {...shared} names={vocabulary.segments} />;
    case 'reachable':
      return <NameSelect {...shared} names={vocabulary.channels} />;
    default:
      return <YamlOnly value={value} />;
  }
}

type NameSelectProps = {
  value: unknown;
  disabled?: boolean;
  onChange: (name: string) => void;
  names: { name: string; label: { 'zh-CN': string; en: string } }[];
};

function NameSelect({ value, disabled, onChange, names }: NameSelectProps) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      className="rule-value"
      aria-label={t('builder.value')}
      popupMatchSelectWidth={false}
      disabled={disabled}
      value={String(value ?? '')}
      options={names.map((each) => ({ value: each.name, label: text(each.label) || each.name }))}
      onChange={onChange}
    />
  );
}

/** A condition the builder has no form for: shown as it is, edited in the YAML beside. */
function YamlOnly({ value }: { value: unknown }) {
  const { t } = useTranslation();
  return (
    <div className="yaml-only">
      <pre>{JSON.stringify(value, null, 2)}</pre>
      <span className="muted small">{t('builder.yamlOnlyAbout')}</span>
    </div>
  );
}
