/** The right side of a condition, by what its left side is. */

import { useText, useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { type Condition, type DidBody, fieldKind, fieldName, type MeasureBody, type RankBody } from '../rule/model';
import { AttributeValue } from './AttributeValue';
import { useBuilder } from './context';
import { DidEditor } from './DidEditor';
import { FeatureValue } from './FeatureValue';
import { MeasureEditor } from './MeasureEditor';
import { RankEditor } from './RankEditor';
import { TagValue } from './TagValue';

type Props = {
  condition: Condition;
  /** The path of what the server refuses in it, empty for nothing. */
  refusedAt: string;
  onChange: (value: unknown) => void;
};

export function ConditionValue({ condition, refusedAt, onChange }: Props) {
  const { vocabulary, disabled } = useBuilder();
  const { field, operator, value } = condition;
  const name = fieldName(field);
  const shared = { value, disabled, onChange };
  switch (fieldKind(field)) {
    case 'feature':
      return <FeatureValue {...shared} op={operator} name={name} />;
    case 'rank':
      return <RankEditor {...shared} value={value as RankBody} />;
    case 'attribute':
      return <AttributeValue {...shared} op={operator} name={name} />;
    case 'did':
      return <DidEditor {...shared} fact={name} value={value as DidBody} refusedAt={refusedAt} />;
    case 'measure':
      return <MeasureEditor {...shared} fact={name} value={value as MeasureBody} />;
    case 'tag':
      return <TagValue {...shared} op={operator} terms={vocabulary.tags} name={name} />;
    case 'stage':
      return <TagValue {...shared} op={operator} terms={vocabulary.stages} name={name} />;
    case 'segment':
      return <NameSelect {...shared} names={vocabulary.segments} />;
    case 'reachable':
      return <NameSelect {...shared} names={vocabulary.channels} />;
    case 'consent':
      return <NameSelect {...shared} names={vocabulary.consents} />;
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
