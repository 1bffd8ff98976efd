/** What a report of behaviour is asked about, kept in the address: days, segment, and what it is compared with. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';

export type Against = 'before' | 'all' | 'none';
export type Query = Record<string, string | number | boolean | undefined>;
type Span = { period: { from: string } };

/** Values of the address with what they are when they are not there. */
export function useAddress() {
  const [params, setParams] = useSearchParams();
  const put = (change: Record<string, string>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  function chosen<T extends string>(name: string, choices: readonly T[], first: T): T {
    const value = params.get(name) as T;
    return choices.includes(value) ? value : first;
  }
  return { value: (name: string) => params.get(name) ?? '', chosen, put };
}

/** With what the figures are compared: the time before, everybody when a segment is chosen, or nothing. */
export function useAgainst(canBefore = true): { against: Against; choices: Against[]; segment: string } {
  const { value, chosen } = useAddress();
  const segment = value('segment');
  const choices: Against[] = [
    ...(canBefore ? (['before'] as const) : []),
    ...(segment ? (['all'] as const) : []),
    'none',
  ];
  return { against: chosen('against', choices, choices[0] ?? 'none'), choices, segment };
}

/** A report; while another is computed the one before stays in sight. */
export function useReport<Report>(name: string, query: Query, enabled = true) {
  const path = useAccess().api(`/behaviour/${name}`);
  return useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Report>(path, query, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** A report and the one it is compared with: of the time before, or of everybody. */
export function useCompared<Report extends Span>(name: string, query: Query, against: Against, enabled = true) {
  const now = useReport<Report>(name, query, enabled);
  const from = now.data?.period.from;
  const asked = against === 'all' ? { ...query, segment: undefined } : { ...query, as_of: from && dayBefore(from) };
  const then = useReport<Report>(name, asked, enabled && against !== 'none' && from !== undefined);
  return { now, compared: against === 'none' || then.isPlaceholderData ? undefined : then.data };
}

export function dayBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}

/** The names of what members do, with labels. */
export function useVocabulary() {
  const path = useAccess().api('/rule-vocabulary');
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Vocabulary>(path, undefined, signal),
    staleTime: 60_000,
  });
}

/** How many points a rate changed, as a rate. */
export function pointsOf(now: number | null | undefined, then: number | null | undefined): number | null {
  return now == null || then == null ? null : now - then;
}

/** How a figure changed against the one it is compared with. */
export function changeOf(now: number | null | undefined, then: number | null | undefined): number | null {
  return now == null || !then ? null : (now - then) / then;
}
