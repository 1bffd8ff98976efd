/** A list of ids typed with blanks between; the field keeps what is typed until it is left. */

import { useState } from 'react';
import { Input } from '../../ui/Input';
import { words } from './document';

type Props = {
  wired: { id: string };
  value: string[];
  placeholder?: string;
  onChange: (value: string[]) => void;
};

export function WordsInput({ wired, value, placeholder, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      {...wired}
      className="mono"
      placeholder={placeholder}
      value={typed ?? value.join(' ')}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(words(target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
