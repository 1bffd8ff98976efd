/** The browser's own select: enough where there is nothing to search, and weighs nothing. */

type Props<T extends string> = {
  /** Said where no label stands beside it. */
  label?: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
  className?: string;
  small?: boolean;
  disabled?: boolean;
  id?: string;
};

export function PlainSelect<T extends string>(props: Props<T>) {
  const { label, value, options, onChange, className = '', small, disabled, id } = props;
  return (
    <select
      id={id}
      aria-label={label}
      className={`select ${small ? 'small' : ''} ${className}`}
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
