/** Keyboard ways: `/` searches the page or the members, `g` then a letter goes to a page. */

import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { GO } from './navigation';
import { useAccess } from './session';

const WAIT_MS = 1200;

export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.('input, textarea, select, [contenteditable="true"], [role="combobox"]');
}

export function useShortcuts(): void {
  const navigate = useNavigate();
  const { page } = useAccess();
  const going = useRef(0);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>('[data-search] input, input[data-search]');
        if (field) field.focus();
        else navigate(page('/members'), { state: { search: true } });
      } else if (event.key === 'g') {
        going.current = Date.now();
      } else if (GO[event.key] && Date.now() - going.current < WAIT_MS) {
        going.current = 0;
        navigate(page(GO[event.key]));
      }
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, page]);
}
