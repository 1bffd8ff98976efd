/** Whole rules: a document's tree to the builder's groups and back, losing nothing. */

import { readLeaf, writeLeaf } from './leaves';
import { type Combinator, DEEPEST, type Group, isGroup, isRecord, type Node, newId } from './model';

const COMBINATORS: Combinator[] = ['all', 'any'];

/** Show a rule as the builder's outermost group. */
export function readRule(raw: unknown): Group {
  const node = readNode(raw, 1);
  return isGroup(node) ? node : bare(node, false);
}

function readNode(raw: unknown, depth: number): Node {
  const group = isRecord(raw) && Object.keys(raw).length === 1 && depth <= DEEPEST ? readGroup(raw, depth) : null;
  return group ?? { ...readLeaf(raw), id: newId() };
}

function readGroup(raw: Record<string, unknown>, depth: number): Group | null {
  for (const combinator of COMBINATORS) {
    const parts = raw[combinator];
    if (Array.isArray(parts)) {
      return { id: newId(), combinator, rules: parts.map((part) => readNode(part, depth + 1)) };
    }
  }
  if (!('not' in raw)) return null;
  const inner = readNode(raw.not, depth);
  return isGroup(inner) && !inner.not ? { ...inner, not: true } : bare(inner, true);
}

/** A group that stands for its single part. */
function bare(part: Node, not: boolean): Group {
  return { id: newId(), combinator: 'all', bare: true, ...(not ? { not } : {}), rules: [part] };
}

/** Write the builder's groups as a rule. */
export function writeRule(group: Group): Record<string, unknown> {
  const parts = group.rules.map((part) => (isGroup(part) ? writeRule(part) : writeLeaf(part)));
  const inner = group.bare && parts.length === 1 ? parts[0] : { [group.combinator]: parts };
  return (group.not ? { not: inner } : inner) as Record<string, unknown>;
}

/** The id of the condition a path such as `rule.all[0].not.any[1].feature` points at, null for the whole rule. */
export function conditionAt(group: Group, where: string): string | null {
  const indexes = [...where.matchAll(/\b(?:all|any)\[(\d+)\]/g)].map((hit) => Number(hit[1]));
  let node: Node | undefined = group;
  while (node && isGroup(node)) {
    const inside: Group = node;
    const at: number | undefined = inside.bare && inside.rules.length === 1 ? 0 : indexes.shift();
    node = at === undefined ? undefined : inside.rules[at];
  }
  return node?.id ?? null;
}

/** What the server refuses: a condition, and the path of what is wrong inside it, such as `then.then_not.within`. */
export type Refused = { id: string; inside: string };

export function refusedAt(group: Group, where: string): Refused | null {
  const id = conditionAt(group, where);
  const inside = where.replace(/^.*(?:\b(?:all|any)\[\d+\]|\bnot\b|^rule\b)\.?/, '');
  return id === null ? null : { id, inside };
}

/** Whether something in the rule can only be edited as YAML. */
export function hasYamlOnly(group: Group): boolean {
  return group.rules.some((part) => (isGroup(part) ? hasYamlOnly(part) : part.field === 'yaml'));
}
