/** A number to type or to step with the arrow keys; what is half typed never reaches the document. */

import { type ReactNode, useState } from 'react';
import { Input } from './Input';

type Props = {
  label: string;
  value: number | null;
  onChange: (value: number) => void;
  min?: number;
  whole?: boolean;
  unit?: ReactNode;
  disabled?: boolean;
  className?: string;
};

export function NumberInput({ label, value, onChange, min, whole, unit, disabled, className }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const fits = (text: string) => {
    const read = Number(text);
    const isNumber = text.trim() !== '' && !Number.isNaN(read) && (min == null || read >= min);
    return isNumber && (!whole || Number.isInteger(read));
  };
  function type(text: string) {
    setTyped(text);
    if (fits(text)) onChange(Number(text));
  }
  return (
    <Input
      type="number"
      step={whole ? 1 : 'any'}
      min={min}
      aria-label={label}
      aria-invalid={typed !== null && !fits(typed) ? true : undefined}
      disabled={disabled}
      className={className}
      after={unit && <span className="unit">{unit}</span>}
      value={typed ?? value ?? ''}
      onChange={({ target }) => type(target.value)}
      onBlur={() => setTyped(null)}
    />
  );
}
