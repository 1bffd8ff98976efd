/** The one tooltip: whatever carries `data-tip` explains itself under the pointer or with the focus. */

import { useEffect, useRef } from 'react';
import { place } from './place';

const ID = 'tip';
const PATIENCE_MS = 120;

export function Tips() {
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => (tip.current ? watch(tip.current) : undefined), []);
  return <div ref={tip} id={ID} role="tooltip" popover="manual" className="tip" />;
}

/** Follow pointer and focus; returns the way to stop. */
function watch(tip: HTMLDivElement): () => void {
  let shownFor: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(target: HTMLElement) {
    if (target === shownFor) return;
    hide();
    tip.textContent = target.dataset.tip ?? '';
    if (!tip.textContent) return;
    shownFor = target;
    target.setAttribute('aria-describedby', ID);
    tip.showPopover();
    place(tip, target, { align: 'centre' });
  }
  function hide() {
    clearTimeout(timer);
    shownFor?.removeAttribute('aria-describedby');
    if (shownFor) tip.hidePopover();
    shownFor = null;
  }
  const carrier = (event: Event) => (event.target as Element | null)?.closest?.<HTMLElement>('[data-tip]') ?? null;
  function over(event: Event) {
    clearTimeout(timer);
    const target = carrier(event);
    // The tip itself may be pointed at, so that a long one can be read or copied.
    if (target) timer = setTimeout(() => show(target), PATIENCE_MS);
    else if (!tip.contains(event.target as Node)) timer = setTimeout(hide, PATIENCE_MS);
  }
  function focus(event: Event) {
    const target = carrier(event);
    if (target?.matches(':focus-visible, :has(:focus-visible)')) show(target);
    else hide();
  }
  const leave = (event: KeyboardEvent) => event.key === 'Escape' && hide();

  const ways = [
    ['pointerover', over],
    ['focusin', focus],
    ['focusout', hide],
    ['pointerdown', hide],
    ['scroll', hide],
    ['keydown', leave as (event: Event) => void],
  ] as const;
  for (const [name, heard] of ways) document.addEventListener(name, heard, true);
  return () => {
    hide();
    for (const [name, heard] of ways) document.removeEventListener(name, heard, true);
  };
}
