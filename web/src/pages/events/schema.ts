/** Pure changes to what is agreed of a type of event: which properties it has, and of what type each is. */

import type { Agreed, EventTypeDetail } from '../../api/types';

export const TYPES = ['text', 'number', 'flag', 'list', 'object', 'any'];

/** A property as the table shows it: how often it was seen and as what, what it mostly is, what is agreed. */
export type PropertyRow = {
  name: string;
  seen: number;
  types: { name: string; share: number }[];
  learnt: string | null;
  agreed: string | null;
};

export function rowsOf(type: EventTypeDetail, draft: Agreed | null): PropertyRow[] {
  const seen = type.schema.map((property) => ({
    name: property.name,
    seen: property.seen,
    types: Object.entries(property.types)
      .map(([name, count]) => ({ name, share: property.seen ? count / property.seen : 0 }))
      .sort((one, other) => other.share - one.share),
    learnt: type.learnt[property.name] ?? null,
    agreed: draft?.[property.name] ?? null,
  }));
  const only = Object.keys(draft ?? {}).filter((name) => !type.schema.some((each) => each.name === name));
  return [...seen, ...only.map((name) => ({ name, seen: 0, types: [], learnt: null, agreed: draft?.[name] ?? null }))];
}

/** Agree on a property's type, or (null) that events of the type do not have it. */
export function agree(draft: Agreed, name: string, kind: string | null): Agreed {
  const { [name]: _before, ...others } = draft;
  return kind ? { ...others, [name]: kind } : others;
}

export function sameAgreement(one: Agreed | null, other: Agreed | null): boolean {
  if (!one || !other) return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
