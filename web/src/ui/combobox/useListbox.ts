/** The behaviour of a combobox: what is typed, which option is active, when the list is open, what each key does. */

import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { fitting, grouped, type Option, stepped } from './options';

type Ways = {
  options: Option[];
  /** Options come from elsewhere for what was typed; without it they are filtered here. */
  onSearch?: (typed: string) => void;
  onPick: (option: Option) => void;
  /** The option that is active when the list opens. */
  chosen?: string | null;
  /** Stays open after a choice, for the next one. */
  many?: boolean;
};

export function useListbox({ options, onSearch, onPick, chosen, many }: Ways) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const labelOf = useLabels(options);
  const box = useOpenList(options, onSearch, chosen);
  const { typed, open, shown, active } = box;

  function pick(option: Option) {
    onPick(option);
    if (!many) box.close();
    else if (typed) box.type('');
  }
  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const step = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as 'ArrowDown'];
    const option = shown[active];
    if (step) box.step(step);
    else if (event.key === 'Enter' && open && option) pick(option);
    else if (event.key === 'Escape' && open) box.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const input = {
    ref: field,
    role: 'combobox',
    autoComplete: 'off',
    spellCheck: false,
    'aria-expanded': open,
    'aria-controls': `${id}-list`,
    'aria-autocomplete': 'list' as const,
    'aria-activedescendant': open && active >= 0 ? `${id}-${active}` : undefined,
    onFocus: ({ target }: FocusEvent<HTMLInputElement>) => target.select(),
    onClick: () => !open && box.show(),
    onBlur: box.close,
    onKeyDown: press,
  };
  return {
    typed,
    open,
    type: box.type,
    labelOf,
    input,
    list: { id, open, options: shown, active, field, onPick: pick },
  };
}

export type List = ReturnType<typeof useListbox>['list'];

/** What was offered once keeps its label when the options are those of another search. */
function useLabels(options: Option[]): (value: string) => string {
  const labels = useRef(new Map<string, string>());
  for (const option of options) labels.current.set(option.value, option.label);
  return (value) => labels.current.get(value) ?? value;
}

/** The list that opens below the field, and which of its options is active. */
function useOpenList(options: Option[], onSearch: Ways['onSearch'], chosen: Ways['chosen']) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  // Grouping may move options, and arrow keys must follow what is seen.
  const shown = grouped(onSearch ? options : fitting(options, typed)).flatMap((group) => group.options);

  function type(text: string) {
    setTyped(text);
    onSearch?.(text);
    setOpen(true);
    setActive(text ? 0 : -1);
  }
  function show() {
    setOpen(true);
    setActive(shown.findIndex((option) => option.value === chosen));
  }
  function close() {
    setOpen(false);
    setActive(-1);
    if (typed) onSearch?.('');
    setTyped('');
  }
  function step(by: 1 | -1) {
    if (open) setActive(stepped(active, by, shown.length));
    else show();
  }
  return { typed, open, active, shown, type, show, close, step };
}
