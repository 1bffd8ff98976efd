/** Short news at the foot of the page: saved, copied, deleted. */

import { CheckCircleFilled } from '@ant-design/icons-svg';
import { useSyncExternalStore } from 'react';
import { Icon } from './Icon';

type Act = { label: string; act: () => void };
type Toast = { id: number; text: string; act?: Act };

const SHOWN_MS = 3500;
/** Time to change one's mind. */
const WITH_ACT_MS = 10_000;
const listeners = new Set<() => void>();
let toasts: Toast[] = [];
let counted = 0;

function put(changed: Toast[]): void {
  toasts = changed;
  for (const listener of listeners) listener();
}

/** Say something; with an act, such as undoing it, it stays longer. */
export function toast(text: string, act?: Act): void {
  const id = ++counted;
  put([...toasts, { id, text, act }]);
  setTimeout(() => remove(id), act ? WITH_ACT_MS : SHOWN_MS);
}

function remove(id: number): void {
  put(toasts.filter((each) => each.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status">
      {shown.map((each) => (
        <div key={each.id} className="toast">
          <Icon of={CheckCircleFilled} /> {each.text}
          {each.act && (
            <button
              type="button"
              className="toast-act"
              onClick={() => {
                remove(each.id);
                each.act?.act();
              }}
            >
              {each.act.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
