/** What the builder edits: groups and conditions, a condition being a field, an operator and a value of its kind. */

import type { Rule } from '../../../api/types';

export type Combinator = 'all' | 'any';
export type Measure = 'total' | 'average' | 'largest' | 'distinct';
export const MEASURES: Measure[] = ['total', 'average', 'largest', 'distinct'];

/** One comparison. `plain` remembers that it was written as a bare value, which stands for `eq`. */
export type Comparison = { op: string; value: unknown; plain?: boolean };
export type WhereItem = Comparison & { property: string };
export type Window =
  | { kind: 'always' }
  | { kind: 'within'; value: string }
  | { kind: 'between'; first: string; last: string }
  | { kind: 'since'; value: string };

/** What must not happen after a step; `within` null means not at any later time. */
export type NeverBody = { fact: string; where: WhereItem[]; within: string | null };
/** What happens after the step before, and what must not happen after it. */
export type StepBody = NeverBody & { never: NeverBody | null };
/** Body of a `did` leaf; `times` null means at least once. `steps` follow one after the other. */
export type DidBody = {
  where: WhereItem[];
  times: Comparison | null;
  window: Window;
  never: NeverBody | null;
  steps: StepBody[];
};
/** The server takes no more steps than this, the first one counted. */
export const MOST_STEPS = 5;
/** Body of a `top` or `bottom` leaf: per cent of everybody, or so many members, by a feature. */
export type RankBody = { side: 'top' | 'bottom'; amount: number; share: boolean; by: string };
/** Body of a `total`, `average`, `largest` or `distinct` leaf. */
export type MeasureBody = {
  measure: Measure;
  property: string;
  is: Comparison;
  where: WhereItem[];
  window: Window;
};

export type Condition = { id: string; field: string; operator: string; value: unknown; plain?: boolean };
/** `bare` remembers that one condition stood without `all` or `any` around it. */
export type Group = { id: string; combinator: Combinator; not?: boolean; bare?: boolean; rules: Node[] };
export type Node = Group | Condition;

export const isGroup = (node: Node): node is Group => 'rules' in node;

let counted = 0;
/** Names a node for as long as the page is open. */
export const newId = (): string => `n${++counted}`;

/** Fields of the builder: a kind and a name, `feature:orders_365d`; a condition only YAML can say has `yaml`. */
export type FieldKind =
  | 'feature'
  | 'rank'
  | 'attribute'
  | 'did'
  | 'measure'
  | 'segment'
  | 'tag'
  | 'stage'
  | 'reachable'
  | 'consent'
  | 'yaml';

export function fieldKind(field: string): FieldKind {
  return field.split(':', 1)[0] as FieldKind;
}

export function fieldName(field: string): string {
  const at = field.indexOf(':');
  return at < 0 ? '' : field.slice(at + 1);
}

/** Groups may lie this deep in one another; what lies deeper is shown as YAML. */
export const DEEPEST = 5;

export function isRecord(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two documents say the same; the order of keys says nothing, the order of lists does. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => same(item, other[at]));
  if (isRecord(one) && isRecord(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
  }
  return Object.is(one, other);
}
