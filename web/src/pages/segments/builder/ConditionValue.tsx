/** The right side of a condition, by what its left side is. */

import { useText, useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { type Condition, type DidBody, fieldKind, fieldName, type MeasureBody } from '../rule/model';
import { featureType } from '../rule/vocabulary';
import { AttributeValue } from './AttributeValue';
import { useBuilder } from './context';
import { DidEditor } from './DidEditor';
import { MeasureEditor } from './MeasureEditor';
import { PlainValue } from './PlainValue';

type Props = { condition: Condition; onChange: (value: unknown) => void };

export function ConditionValue({ condition, onChange }: Props) {
  const { vocabulary, disabled } = useBuilder();
  const { field, operator, value } = condition;
  const name = fieldName(field);
  const shared = { value, disabled, onChange };
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
    <Combobox
      className="rule-value"
      label={t('builder.value')}
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
