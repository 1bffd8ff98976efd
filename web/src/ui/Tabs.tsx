/** Tabs of a page: only the open one is drawn; arrow keys move between them. */

import { type KeyboardEvent, type ReactNode, useId } from 'react';

export type Tab = { key: string; label: string; draw: () => ReactNode };

type Props = { tabs: Tab[]; open: string; label: string; onOpen: (key: string) => void };

export function Tabs({ tabs, open, label, onOpen }: Props) {
  const id = useId();
  const shown = tabs.find((tab) => tab.key === open) ?? tabs[0];
  function move(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !shown) return;
    const next = tabs[(tabs.indexOf(shown) + step + tabs.length) % tabs.length];
    if (!next) return;
    onOpen(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  }
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tab-list" onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab === shown}
            aria-controls={`${id}-panel`}
            tabIndex={tab === shown ? 0 : -1}
            className="tab"
            onClick={() => onOpen(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={shown && `${id}-${shown.key}`}>
        {shown?.draw()}
      </div>
    </div>
  );
}
