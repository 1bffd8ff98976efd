/** Counts and rules of the table stage × industry × size. */

import type { LeadSpread, LeadValue, Rule } from '../../api/types';

export type Axis = 'industry' | 'size';
export const OTHER: Record<Axis, Axis> = { industry: 'size', size: 'industry' };

/** A value in addresses and keys: what is not known has no name, all others together an empty one. */
export const keyOf = ({ name }: LeadValue): string => (name === null ? '?' : name === '' ? '…' : `=${name}`);

/** How many contacts of a stage have the value, and the chosen one of the other axis if there is one. */
export function sum(found: LeadSpread, axis: Axis, row: LeadValue, only: LeadValue | undefined, stage: string): number {
  return found.cells
    .filter((cell) => cell.stage === stage && cell[axis] === row.name && (!only || cell[OTHER[axis]] === only.name))
    .reduce((all, cell) => all + cell.members, 0);
}

/** The rule of the contacts in a cell: on the day that was chosen, else as of when a segment is evaluated. */
export function ruleOf(stage: string, on: string, values: (LeadValue | undefined)[]): Rule {
  return {
    all: [
      { stage: 'b2b', is: stage, ...(on ? { on } : {}) },
      ...values.flatMap((value) => (value ? [value.rule] : [])),
    ],
  } as Rule;
}
