/** The browser's own select: enough where there is nothing to search, and weighs nothing. */

type Props<T extends string> = {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
  className?: string;
  disabled?: boolean;
};

export function PlainSelect<T extends string>({ label, value, options, onChange, className = '', disabled }: Props<T>) {
  return (
    <select
      aria-label={label}
      className={`plain-select ${className}`}
      value={value}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value as T)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
