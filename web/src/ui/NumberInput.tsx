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
  function type(text: string) {
    setTyped(text);
    const read = Number(text);
    const fits = text.trim() !== '' && !Number.isNaN(read) && (min == null || read >= min);
    if (fits && (!whole || Number.isInteger(read))) onChange(read);
  }
  return (
    <Input
      type="number"
      step={whole ? 1 : 'any'}
      min={min}
      aria-label={label}
      disabled={disabled}
      className={className}
      after={unit && <span className="unit">{unit}</span>}
      value={typed ?? value ?? ''}
      onChange={({ target }) => type(target.value)}
      onBlur={() => setTyped(null)}
    />
  );
}
