/** What follows in a sequence: the nested `then` and `then_not` of a document, and the builder's list, each way. */

import type { Rule } from '../../../api/types';
import { readWhere, writeWhere } from './comparison';
import { type DidBody, isRecord, type NeverBody, type StepBody } from './model';

type Following = Pick<DidBody, 'never' | 'steps'>;

/** Read what stands in a step; null when the builder has no form for it. */
export function readFollowing(raw: Rule): Following | null {
  const never = raw.then_not === undefined ? null : readSought(raw.then_not);
  if (raw.then_not !== undefined && !never) return null;
  if (raw.then === undefined) return { never, steps: [] };
  const sought = readSought(raw.then);
  const after = isRecord(raw.then) ? readFollowing(raw.then) : null;
  if (!sought || !after) return null;
  const step: StepBody = { ...sought, never: after.never };
  return { never, steps: [step, ...after.steps] };
}

function readSought(raw: unknown): NeverBody | null {
  if (!isRecord(raw) || typeof raw.did !== 'string') return null;
  const where = readWhere(raw.where);
  const within = raw.within === undefined ? null : raw.within;
  return where && (within === null || typeof within === 'string') ? { fact: raw.did, where, within } : null;
}

export function writeFollowing({ never, steps }: Following): Rule {
  const [next, ...rest] = steps;
  return {
    // biome-ignore lint/suspicious/noThenProperty: the rule language has a `then`
    ...(next ? { then: { ...writeSought(next), ...writeFollowing({ never: next.never, steps: rest }) } } : {}),
    ...(never ? { then_not: writeSought(never) } : {}),
  };
}

function writeSought({ fact, where, within }: NeverBody): Rule {
  return {
    did: fact,
    ...(where.length ? { where: writeWhere(where) } : {}),
    ...(within === null ? {} : { within }),
  };
}
