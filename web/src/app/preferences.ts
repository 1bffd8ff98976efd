/** What a user chose for this browser: language, light or dark, colours of up and down. */

import { useSyncExternalStore } from 'react';

export type Language = 'zh-CN' | 'en';
export type Shade = 'light' | 'dark';
export type Trend = 'safe' | 'red-up';
export type Preferences = { language: Language; shade: Shade | null; trend: Trend };

const KEY = 'siyu.preferences';
const system = window.matchMedia?.('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let current: Preferences = read();

function read(): Preferences {
  const plain: Preferences = {
    language: navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
    shade: null,
    trend: 'safe',
  };
  try {
    return { ...plain, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return plain; // a damaged or forbidden storage only costs the choice
  }
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // private windows may forbid storage: the choice then lasts until the page closes
  }
  for (const listener of listeners) listener();
}

export const preferences = (): Preferences => current;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  system?.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system?.removeEventListener('change', listener);
  };
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

/** Light or dark: the user's choice, else the system's. */
export function useShade(): Shade {
  const chosen = usePreferences().shade;
  const dark = useSyncExternalStore(subscribe, () => system?.matches ?? false);
  return chosen ?? (dark ? 'dark' : 'light');
}
