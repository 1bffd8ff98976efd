/** Several of many options, found by typing; each chosen one can be taken away again. */

import { CloseOutlined } from '@ant-design/icons-svg';
import { useTranslation } from '../../i18n';
import { Icon } from '../Icon';
import type { ComboboxProps } from './Combobox';
import { OptionList } from './OptionList';
import { useListbox } from './useListbox';

type Props = ComboboxProps & { values: string[]; most?: number; onChange: (values: string[]) => void };

export function ManyCombobox(props: Props) {
  const {
    label,
    values,
    options,
    onChange,
    onSearch,
    most = 1000,
    disabled,
    placeholder,
    className = '',
    busy,
  } = props;
  const box = useListbox({ options, onSearch, many: true, onPick: (option) => toggle(option.value) });
  function toggle(value: string) {
    if (values.includes(value)) onChange(values.filter((each) => each !== value));
    else if (values.length < most) onChange([...values, value]);
  }
  return (
    <span className={`input around combobox many ${className}`}>
      <Chosen values={values} labelOf={box.labelOf} disabled={disabled} onRemove={toggle} />
      <input
        {...box.input}
        aria-label={label}
        disabled={disabled}
        placeholder={values.length === 0 ? placeholder : undefined}
        value={box.typed}
        onChange={({ target }) => box.type(target.value)}
        onKeyDown={(event) => {
          const last = values.at(-1);
          if (event.key === 'Backspace' && !box.typed && last !== undefined) toggle(last);
          else box.input.onKeyDown(event);
        }}
      />
      <OptionList list={box.list} label={label} chosen={(one) => values.includes(one)} many busy={busy} />
    </span>
  );
}

type ChosenProps = {
  values: string[];
  labelOf?: (value: string) => string;
  disabled?: boolean;
  onRemove: (value: string) => void;
};

/** What is chosen already, before the field in which more is typed. */
export function Chosen({ values, labelOf = (value) => value, disabled, onRemove }: ChosenProps) {
  const { t } = useTranslation();
  return values.map((value) => (
    <span key={value} className="chip">
      <span className="clip">{labelOf(value)}</span>
      {!disabled && (
        <button
          type="button"
          className="clear"
          aria-label={t('parts.removeOf', { name: labelOf(value) })}
          onClick={() => onRemove(value)}
        >
          <Icon of={CloseOutlined} />
        </button>
      )}
    </span>
  ));
}
