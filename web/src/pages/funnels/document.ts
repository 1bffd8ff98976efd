/** The parts of a funnel document as the editor holds them. */

import type { FunnelDocument, FunnelStep } from '../../api/types';

export const MOST_STEPS = 10;

export const BLANK: FunnelDocument = {
  kind: 'funnel',
  name: '',
  label: { 'zh-CN': '', en: '' },
  within: '30d',
  steps: [{ did: 'targeted' }, { did: 'redeemed' }, { did: 'ordered' }],
};

/** The steps with one put in the place of another. */
export function put(steps: FunnelStep[], at: number, step: FunnelStep): FunnelStep[] {
  return steps.map((each, place) => (place === at ? step : each));
}

/** The steps with one moved up (-1) or down (1); at the ends nothing moves. */
export function moved(steps: FunnelStep[], at: number, by: 1 | -1): FunnelStep[] {
  const [one, other] = [steps[at], steps[at + by]];
  return one && other ? put(put(steps, at, other), at + by, one) : steps;
}

/** The place of the step a path such as `steps[1].where.channel` points at, null for none. */
export function stepAt(where: string | null | undefined): number | null {
  const found = where?.match(/^steps\[(\d+)\]/);
  return found ? Number(found[1]) : null;
}

/** A document without what is empty, so that nothing that was only touched is kept. */
export function tidy({ by, ...rest }: FunnelDocument): FunnelDocument {
  return by && (by.property || by.segments?.length) ? { ...rest, by } : rest;
}
