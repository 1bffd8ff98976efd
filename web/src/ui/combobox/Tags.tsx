/** A list of own values: Enter, a comma or leaving the field ends one; a pasted list is taken apart. */

import { useState } from 'react';
import { Chosen } from './ManyCombobox';

const ENDS = /[,，;；\n\t]/;

type Props = {
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
};

export function Tags({ label, values, onChange, placeholder, disabled, className = '' }: Props) {
  const [typed, setTyped] = useState('');
  function add(text: string) {
    const added = text.split(ENDS).map((part) => part.trim());
    const all = [...new Set([...values, ...added.filter(Boolean)])];
    if (all.length > values.length) onChange(all);
    setTyped('');
  }
  return (
    <span className={`input around combobox many ${className}`}>
      <Chosen
        values={values}
        disabled={disabled}
        onRemove={(value) => onChange(values.filter((each) => each !== value))}
      />
      <input
        aria-label={label}
        disabled={disabled}
        placeholder={values.length === 0 ? placeholder : undefined}
        value={typed}
        onChange={({ target }) => (ENDS.test(target.value) ? add(target.value) : setTyped(target.value))}
        onPaste={(event) => {
          // The field would swallow the line breaks of a column copied from a spreadsheet.
          const pasted = event.clipboardData.getData('text');
          if (!ENDS.test(pasted)) return;
          event.preventDefault();
          add(typed + pasted);
        }}
        onBlur={() => typed && add(typed)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && typed) {
            event.preventDefault();
            add(typed);
          } else if (event.key === 'Backspace' && !typed) onChange(values.slice(0, -1));
        }}
      />
    </span>
  );
}
