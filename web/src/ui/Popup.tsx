/** A small sheet that a button opens; the browser closes it by Escape or a click elsewhere and gives the focus back. */

import { type ReactNode, type ToggleEvent, useEffect, useId, useRef, useState } from 'react';
import { Button, type ButtonProps } from './Button';
import { keepPlaced, place } from './place';

type Props = { button: ButtonProps; className?: string; children: (close: () => void) => ReactNode };

export function Popup({ button, className = '', children }: Props) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const follow = () => sheet.current && opener.current && place(sheet.current, opener.current, { align: 'end' });
    follow();
    sheet.current?.classList.add('placed');
    return keepPlaced(follow);
  }, [open]);
  function toggle({ newState }: ToggleEvent) {
    if (newState === 'closed') sheet.current?.classList.remove('placed');
    setOpen(newState === 'open');
  }
  return (
    <>
      <Button ref={opener} popoverTarget={id} aria-expanded={open} {...button} />
      <div ref={sheet} id={id} popover="auto" className={`popup ${className}`} onToggle={toggle}>
        {children(() => sheet.current?.hidePopover())}
      </div>
    </>
  );
}
