/** The controls of the builder in the house's components. */

import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Segmented, Select } from 'antd';
import type {
  ActionProps,
  CombinatorSelectorProps,
  ControlElementsProp,
  FieldSelectorProps,
  FullField,
  NotToggleProps,
  OperatorSelectorProps,
} from 'react-querybuilder';
import { useTranslation } from '../../../i18n';
import { ConditionValue } from './ConditionValue';

type Choice = { name: string; label: string; options?: Choice[] };

const choices = (options: unknown) =>
  (options as Choice[]).map(({ name, label, options: inner }) =>
    inner ? { label, options: inner.map((one) => ({ value: one.name, label: one.label })) } : { value: name, label },
  );

function FieldSelect({ value, options, handleOnChange, disabled }: FieldSelectorProps) {
  const { t } = useTranslation();
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      className="rule-field"
      popupMatchSelectWidth={280}
      aria-label={t('builder.field')}
      disabled={disabled}
      value={value}
      options={choices(options)}
      onChange={handleOnChange}
    />
  );
}

function OperatorSelect({ value, options, handleOnChange, disabled }: OperatorSelectorProps) {
  const { t } = useTranslation();
  if (options.length < 2) return null;
  return (
    <Select
      className="rule-operator"
      popupMatchSelectWidth={false}
      aria-label={t('builder.operator')}
      disabled={disabled}
      value={value}
      options={choices(options)}
      onChange={handleOnChange}
    />
  );
}

function CombinatorSelect({ value, options, handleOnChange, disabled }: CombinatorSelectorProps) {
  const { t } = useTranslation();
  return (
    <Segmented
      size="small"
      className="combinator"
      aria-label={t('builder.combinator')}
      disabled={disabled}
      value={value}
      options={choices(options) as { value: string; label: string }[]}
      onChange={handleOnChange}
    />
  );
}

function NotToggle({ checked, handleOnChange, disabled }: NotToggleProps) {
  const { t } = useTranslation();
  return (
    <Checkbox disabled={disabled} checked={checked} onChange={({ target }) => handleOnChange(target.checked)}>
      {t('builder.not')}
    </Checkbox>
  );
}

function Adder({ handleOnClick, disabled, label }: ActionProps & { label: string }) {
  return (
    <Button
      size="small"
      type="dashed"
      icon={<PlusOutlined />}
      disabled={disabled}
      onClick={(event) => handleOnClick(event)}
    >
      {label}
    </Button>
  );
}

function AddCondition(props: ActionProps) {
  const { t } = useTranslation();
  return <Adder {...props} label={t('builder.addCondition')} />;
}

function AddGroup(props: ActionProps) {
  const { t } = useTranslation();
  return <Adder {...props} label={t('builder.addGroup')} />;
}

function Remove({ handleOnClick, disabled }: ActionProps) {
  const { t } = useTranslation();
  return (
    <Button
      type="text"
      size="small"
      className="rule-remove"
      icon={<CloseOutlined />}
      title={t('builder.remove')}
      aria-label={t('builder.remove')}
      disabled={disabled}
      onClick={(event) => handleOnClick(event)}
    />
  );
}

export const CONTROLS: ControlElementsProp<FullField, string> = {
  fieldSelector: FieldSelect,
  operatorSelector: OperatorSelect,
  combinatorSelector: CombinatorSelect,
  notToggle: NotToggle,
  valueEditor: ConditionValue,
  addRuleAction: AddCondition,
  addGroupAction: AddGroup,
  removeRuleAction: Remove,
  removeGroupAction: Remove,
};
