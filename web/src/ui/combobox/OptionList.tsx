/** The open list of a combobox, above everything else and beside its field. */

import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../../i18n';
import { place } from '../place';
import { grouped } from './options';
import type { List } from './useListbox';

type Props = { list: List; label: string; chosen: (value: string) => boolean; many?: boolean; busy?: boolean };

export function OptionList({ list, label, chosen, many, busy }: Props) {
  const { t } = useTranslation();
  const { id, open, options, active, field, onPick } = list;
  const sheet = useRef<HTMLDivElement>(null);
  const anchor = () => field.current?.closest('.input') ?? field.current;

  useLayoutEffect(() => {
    if (open) sheet.current?.showPopover();
    else if (sheet.current?.matches(':popover-open')) sheet.current.hidePopover();
  }, [open]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list of another length has another place
  useLayoutEffect(() => {
    const beside = anchor();
    if (open && sheet.current && beside) place(sheet.current, beside, { atLeastAsWide: true });
  }, [open, options.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list follows its field while it is open
  useEffect(() => {
    if (!open) return;
    const follow = (event: Event) => {
      const beside = anchor();
      if (sheet.current && beside && !sheet.current.contains(event.target as Node | null))
        place(sheet.current, beside, { atLeastAsWide: true });
    };
    window.addEventListener('resize', follow);
    window.addEventListener('scroll', follow, true);
    return () => {
      window.removeEventListener('resize', follow);
      window.removeEventListener('scroll', follow, true);
    };
  }, [open]);
  useEffect(() => {
    if (open && active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, open, active]);

  let at = -1;
  return (
    // The focus stays in the field whatever is clicked here.
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are heard by the field
    <div ref={sheet} popover="manual" className="popup options" onMouseDown={(event) => event.preventDefault()}>
      <div id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={many}>
        {open &&
          grouped(options).map(({ group, options: members }) => (
            // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role
            <div key={group ?? ''} role="group" aria-label={group}>
              {group && (
                <div className="option-group" aria-hidden>
                  {group}
                </div>
              )}
              {members.map((option) => {
                at += 1;
                return (
                  // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field
                  <div
                    key={option.value}
                    id={`${id}-${at}`}
                    role="option"
                    aria-selected={chosen(option.value)}
                    className={at === active ? 'option active' : 'option'}
                    onClick={() => onPick(option)}
                  >
                    <span>{option.label}</span>
                    {option.note && <span className="muted num">{option.note}</span>}
                  </div>
                );
              })}
            </div>
          ))}
      </div>
      {open && options.length === 0 && (
        <div className="option-none">{busy ? t('parts.loading') : t('parts.nothingFound')}</div>
      )}
    </div>
  );
}
