/** Comparisons, where lists and windows: between documents and what the builder edits. */

import type { Rule } from '../../../api/types';
import { type Comparison, isRecord, type WhereItem, type Window } from './model';

/** Read `{gte: 3}` or a bare value; null when there is more than one comparison, which only YAML can say. */
export function readComparison(raw: unknown): Comparison | null {
  if (!isRecord(raw)) return Array.isArray(raw) || raw == null ? null : { op: 'eq', value: raw, plain: true };
  const [first, ...more] = Object.entries(raw);
  if (!first || more.length > 0) return null;
  const [op, value] = first;
  if (op === 'missing') return typeof value === 'boolean' ? { op: value ? 'missing' : 'present', value: null } : null;
  return { op, value };
}

export function writeComparison({ op, value, plain }: Comparison): unknown {
  if (op === 'missing' || op === 'present') return { missing: op === 'missing' };
  const fitted = shapeFor(op, value);
  return plain && op === 'eq' ? fitted : { [op]: fitted };
}

/** A value in the shape its operator asks for, so that changing the operator keeps what was typed. */
export function shapeFor(op: string, value: unknown): unknown {
  if (op === 'in') return Array.isArray(value) ? value : value == null || value === '' ? [] : [value];
  if (op === 'between') return Array.isArray(value) && value.length === 2 ? value : [first(value), first(value)];
  return first(value);
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

export function readWhere(raw: unknown): WhereItem[] | null {
  if (raw === undefined) return [];
  if (!isRecord(raw)) return null;
  const items: WhereItem[] = [];
  for (const [property, asked] of Object.entries(raw)) {
    const comparison = readComparison(asked);
    if (!comparison) return null;
    items.push({ property, ...comparison });
  }
  return items;
}

export function writeWhere(items: WhereItem[]): Rule {
  return Object.fromEntries(items.map(({ property, ...comparison }) => [property, writeComparison(comparison)]));
}

export function readWindow(raw: Rule): Window | null {
  const given = ['within', 'between', 'since'].filter((key) => raw[key] !== undefined);
  if (given.length === 0) return { kind: 'always' };
  if (given.length > 1) return null;
  if (typeof raw.within === 'string') return { kind: 'within', value: raw.within };
  if (typeof raw.since === 'string') return { kind: 'since', value: raw.since };
  if (Array.isArray(raw.between) && raw.between.length === 2) {
    const [first, last] = raw.between.map(String) as [string, string];
    return { kind: 'between', first, last };
  }
  return null;
}

export function writeWindow(window: Window): Rule {
  if (window.kind === 'within') return { within: window.value };
  if (window.kind === 'since') return { since: window.value };
  if (window.kind === 'between') return { between: [window.first, window.last] };
  return {};
}
