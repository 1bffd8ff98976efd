/** Boxes and rounds to choose by, drawn by the browser in the house's colour. */

import { type ReactNode, useId } from 'react';

type CheckboxProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Said instead of words beside the box. */
  label?: string;
  disabled?: boolean;
  children?: ReactNode;
};

export function Checkbox({ checked, onChange, label, disabled, children }: CheckboxProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />
      {children && <span>{children}</span>}
    </label>
  );
}

type RadiosProps<T extends string> = {
  label: string;
  hint?: ReactNode;
  value: T;
  options: { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
  disabled?: boolean;
};

export function Radios<T extends string>({ label, hint, value, options, onChange, disabled }: RadiosProps<T>) {
  const name = useId();
  return (
    <fieldset className="radios" disabled={disabled}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="check">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
      {hint && <div className="field-hint">{hint}</div>}
    </fieldset>
  );
}
