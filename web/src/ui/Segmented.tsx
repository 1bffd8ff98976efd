/** One of a few, all in sight: radio buttons drawn as one bar, so that arrow keys move among them. */

import { useId } from 'react';

type Props<T extends string | number> = {
  label: string;
  value: T;
  options: { value: T; label: string; disabled?: boolean }[];
  onChange: (value: T) => void;
  small?: boolean;
  disabled?: boolean;
  className?: string;
};

export function Segmented<T extends string | number>(props: Props<T>) {
  const { label, value, options, onChange, small, disabled, className = '' } = props;
  const name = useId();
  return (
    <fieldset className={`segmented ${small ? 'small' : ''} ${className}`} aria-label={label} disabled={disabled}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            className="unseen"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
