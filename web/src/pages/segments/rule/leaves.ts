/** Leaves of a rule and conditions of the builder, each way. */

import type { Rule } from '../../../api/types';
import { readComparison, readWhere, readWindow, writeComparison, writeWhere, writeWindow } from './comparison';
import {
  type Condition,
  type DidBody,
  fieldKind,
  fieldName,
  isRecord,
  MEASURES,
  type Measure,
  type MeasureBody,
  same,
} from './model';

type Leaf = Omit<Condition, 'id'>;

/** Show a leaf as a condition; whatever would not come back the same stays YAML, so that nothing is ever lost. */
export function readLeaf(raw: unknown): Leaf {
  const found = isRecord(raw) ? understand(raw) : null;
  return found && same(writeLeaf(found), raw) ? found : { field: 'yaml', operator: 'is', value: raw };
}

function understand(raw: Rule): Leaf | null {
  if (typeof raw.feature === 'string') return compared(`feature:${raw.feature}`, raw.is);
  if (typeof raw.attribute === 'string') return compared(`attribute:${raw.attribute}`, raw.is);
  if (typeof raw.segment === 'string') return { field: 'segment', operator: 'is', value: raw.segment };
  if (typeof raw.reachable === 'string') return { field: 'reachable', operator: 'is', value: raw.reachable };
  if (typeof raw.did === 'string') return readDid(raw, raw.did);
  const measure = MEASURES.find((each) => typeof raw[each] === 'string');
  return measure ? readMeasure(raw, measure) : null;
}

function compared(field: string, asked: unknown): Leaf | null {
  const comparison = readComparison(asked);
  if (!comparison) return null;
  const { op, value, plain } = comparison;
  return { field, operator: op, value, ...(plain ? { plain } : {}) };
}

function readDid(raw: Rule, fact: string): Leaf | null {
  const where = readWhere(raw.where);
  const window = readWindow(raw);
  const times = raw.times === undefined ? null : readComparison(raw.times);
  if (!where || !window || (raw.times !== undefined && !times)) return null;
  const value: DidBody = { where, window, times };
  return { field: `did:${fact}`, operator: 'is', value };
}

function readMeasure(raw: Rule, measure: Measure): Leaf | null {
  const of = String(raw[measure]);
  const dot = of.indexOf('.');
  const where = readWhere(raw.where);
  const window = readWindow(raw);
  const is = readComparison(raw.is);
  if (dot < 1 || !where || !window || !is) return null;
  const value: MeasureBody = { measure, property: of.slice(dot + 1), is, where, window };
  return { field: `measure:${of.slice(0, dot)}`, operator: 'is', value };
}

export function writeLeaf(condition: Leaf): unknown {
  const { field, operator, value } = condition;
  const name = fieldName(field);
  switch (fieldKind(field)) {
    case 'feature':
      return { feature: name, is: writeComparison({ op: operator, value, plain: condition.plain === true }) };
    case 'attribute':
      return { attribute: name, is: writeComparison({ op: operator, value, plain: condition.plain === true }) };
    case 'segment':
      return { segment: value };
    case 'reachable':
      return { reachable: value };
    case 'did':
      return writeDid(name, value as DidBody);
    case 'measure':
      return writeMeasure(name, value as MeasureBody);
    default:
      return value;
  }
}

function writeDid(fact: string, { where, times, window }: DidBody): Rule {
  return {
    did: fact,
    ...(where.length ? { where: writeWhere(where) } : {}),
    ...(times ? { times: writeComparison(times) } : {}),
    ...writeWindow(window),
  };
}

function writeMeasure(fact: string, { measure, property, is, where, window }: MeasureBody): Rule {
  return {
    [measure]: `${fact}.${property}`,
    ...(where.length ? { where: writeWhere(where) } : {}),
    ...writeWindow(window),
    is: writeComparison(is),
  };
}
