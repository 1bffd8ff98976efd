/** The open list of a combobox, above everything else and beside its field. */

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../../i18n';
import { keepPlaced, place } from '../place';
import { grouped } from './options';
import type { List } from './useListbox';

type Props = { list: List; label: string; chosen: (value: string) => boolean; many?: boolean; busy?: boolean };

export function OptionList({ list, label, chosen, many, busy }: Props) {
  const { t } = useTranslation();
  const { id, open, options, active } = list;
  const sheet = useRef<HTMLDivElement>(null);
  useBeside(sheet, list);
  useEffect(() => {
    if (open && active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, open, active]);
  return (
    // What scrolls is the listbox itself, which the field controls; the focus stays in the field whatever is clicked here.
    <div
      ref={sheet}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      aria-multiselectable={many}
      tabIndex={-1}
      popover="manual"
      className="popup options"
      onMouseDown={(event) => event.preventDefault()}
    >
      {open && <Options list={list} chosen={chosen} />}
      {open && options.length === 0 && (
        // biome-ignore lint/a11y/useFocusableInteractive: it says that there is nothing to choose
        <div role="option" aria-selected="false" aria-disabled className="option-none">
          {busy ? t('parts.loading') : t('parts.nothingFound')}
        </div>
      )}
    </div>
  );
}

/** Show and hide the list with `open`, and keep it beside its field while the page moves. */
function useBeside(sheet: RefObject<HTMLDivElement | null>, { open, options, field }: List) {
  const put = () => {
    const beside = field.current?.closest('.input') ?? field.current;
    if (sheet.current && beside) place(sheet.current, beside, { atLeastAsWide: true });
  };
  useLayoutEffect(() => {
    if (open) sheet.current?.showPopover();
    else if (sheet.current?.matches(':popover-open')) sheet.current.hidePopover();
  }, [open, sheet]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list of another length has another place
  useLayoutEffect(() => {
    if (open) put();
  }, [open, options.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is asked from what is there at that moment
  useEffect(() => {
    // The list's own scrolling moves nothing.
    if (open) return keepPlaced(({ target }) => target !== sheet.current && put());
  }, [open]);
}

function Options({ list, chosen }: Pick<Props, 'list' | 'chosen'>) {
  let at = -1;
  return grouped(list.options).map(({ group, options }) => (
    // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role
    <div key={group ?? ''} role="group" aria-label={group}>
      {group && (
        <div className="option-group" aria-hidden>
          {group}
        </div>
      )}
      {options.map((option) => {
        at += 1;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field
          <div
            key={option.value}
            id={`${list.id}-${at}`}
            role="option"
            aria-selected={chosen(option.value)}
            className={at === list.active ? 'option active' : 'option'}
            onClick={() => list.onPick(option)}
          >
            <span>{option.label}</span>
            {option.note && <span className="muted num">{option.note}</span>}
          </div>
        );
      })}
    </div>
  ));
}
