/** Short news at the foot of the page: saved, copied, deleted. */

import { CheckCircleFilled } from '@ant-design/icons-svg';
import { useSyncExternalStore } from 'react';
import { Icon } from './Icon';

type Toast = { id: number; text: string };

const SHOWN_MS = 3500;
const listeners = new Set<() => void>();
let toasts: Toast[] = [];
let counted = 0;

function put(changed: Toast[]): void {
  toasts = changed;
  for (const listener of listeners) listener();
}

export function toast(text: string): void {
  const id = ++counted;
  put([...toasts, { id, text }]);
  setTimeout(() => put(toasts.filter((each) => each.id !== id)), SHOWN_MS);
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
        </div>
      ))}
    </div>
  );
}
