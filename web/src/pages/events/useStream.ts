/** Follows the events as they come in, by the number of the last load seen. */

import { useEffect, useRef, useState } from 'react';
import { get } from '../../api/client';
import type { RecentEvent, RecentEvents } from '../../api/types';

const EVERY_MS = 2000;
const AT_ONCE = 100;
const MOST = 500;

export type StreamFilters = { type: string; member: string };
type State = { events: RecentEvent[]; isAsked: boolean; isCut: boolean; error: unknown };

const NOTHING: State = { events: [], isAsked: false, isCut: false, error: null };

/** Ask again and again until paused; a tab that nobody sees does not ask. */
export function useStream(path: string, { type, member }: StreamFilters, paused: boolean): State {
  const [state, setState] = useState(NOTHING);
  const load = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (paused) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    async function ask() {
      if (!document.hidden) await follow();
      if (!stop.signal.aborted) timer = setTimeout(() => void ask(), EVERY_MS);
    }
    async function follow() {
      const query = { type, member, after: load.current, limit: AT_ONCE };
      try {
        const told = await get<RecentEvents>(path, query, stop.signal);
        load.current = told.load;
        setState((before) => joined(before, told));
      } catch (error) {
        if (!stop.signal.aborted) setState((before) => ({ ...before, error }));
      }
    }
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [path, type, member, paused]);
  return state;
}

/** The newest first, at most five hundred; `isCut` says that more came than an answer holds. */
export function joined(before: State, told: RecentEvents): State {
  const isCut = before.isAsked && told.items.length === AT_ONCE;
  return { events: [...told.items, ...before.events].slice(0, MOST), isAsked: true, isCut, error: null };
}
