/** One of many options, found by typing. */

import { DownOutlined } from '@ant-design/icons-svg';
import { Icon } from '../Icon';
import { OptionList } from './OptionList';
import type { Option } from './options';
import { useListbox } from './useListbox';

export type ComboboxProps = {
  label: string;
  options: Option[];
  disabled?: boolean;
  placeholder?: string;
  className?: string;
  busy?: boolean;
  onSearch?: (typed: string) => void;
};

type Props = ComboboxProps & { value: string | null; onChange: (value: string) => void };

export function Combobox(props: Props) {
  const { label, value, options, onChange, onSearch, disabled, placeholder, className = '', busy } = props;
  const box = useListbox({ options, onSearch, chosen: value, onPick: (option) => onChange(option.value) });
  const chosen = value == null ? '' : box.labelOf(value);
  return (
    <span className={`input around combobox ${className}`}>
      <input
        {...box.input}
        aria-label={label}
        title={chosen || undefined}
        disabled={disabled}
        placeholder={chosen || placeholder}
        value={box.open ? box.typed : chosen}
        onChange={({ target }) => box.type(target.value)}
      />
      <Icon of={DownOutlined} className="chevron" />
      <OptionList list={box.list} label={label} chosen={(one) => one === value} busy={busy} />
    </span>
  );
}
