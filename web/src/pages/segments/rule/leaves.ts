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
  type RankBody,
  same,
} from './model';
import { readFollowing, writeFollowing } from './steps';

type Leaf = Omit<Condition, 'id'>;

/** Show a leaf as a condition; whatever would not come back the same stays YAML, so that nothing is ever lost. */
export function readLeaf(raw: unknown): Leaf {
  const found = isRecord(raw) ? understand(raw) : null;
  return found && same(writeLeaf(found), raw) ? found : { field: 'yaml', operator: 'is', value: raw };
}

function understand(raw: Rule): Leaf | null {
  if (typeof raw.feature === 'string') return compared(`feature:${raw.feature}`, raw.is);
  if (typeof raw.attribute === 'string') return compared(`attribute:${raw.attribute}`, raw.is);
  if (typeof raw.tag === 'string') return readTag(raw, raw.tag);
  if (typeof raw.stage === 'string') return compared(`stage:${raw.stage}`, raw.is);
  if (typeof raw.segment === 'string') return { field: 'segment', operator: 'is', value: raw.segment };
  if (typeof raw.reachable === 'string') return { field: 'reachable', operator: 'is', value: raw.reachable };
  if (typeof raw.consent === 'string') return { field: 'consent', operator: 'is', value: raw.consent };
  if (raw.top !== undefined || raw.bottom !== undefined) return readRank(raw);
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

function readTag(raw: Rule, name: string): Leaf | null {
  return raw.is === undefined
    ? { field: `tag:${name}`, operator: 'has', value: null }
    : compared(`tag:${name}`, raw.is);
}

function readRank(raw: Rule): Leaf | null {
  const side = raw.top === undefined ? 'bottom' : 'top';
  const written = raw[side];
  const share = typeof written === 'string' ? written.match(/^(\d+(?:\.\d+)?)%$/) : null;
  if (typeof raw.by !== 'string' || (!share && typeof written !== 'number')) return null;
  const value: RankBody = { side, amount: Number(share ? share[1] : written), share: !!share, by: raw.by };
  return { field: 'rank', operator: 'is', value };
}

function readDid(raw: Rule, fact: string): Leaf | null {
  const where = readWhere(raw.where);
  const window = readWindow(raw);
  const times = raw.times === undefined ? null : readComparison(raw.times);
  const following = readFollowing(raw);
  if (!where || !window || !following || (raw.times !== undefined && !times)) return null;
  const value: DidBody = { where, window, times, ...following };
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
    case 'tag':
      return operator === 'has'
        ? { tag: name }
        : { tag: name, is: writeComparison({ op: operator, value, plain: condition.plain === true }) };
    case 'stage':
      return { stage: name, is: writeComparison({ op: operator, value, plain: condition.plain === true }) };
    case 'segment':
      return { segment: value };
    case 'reachable':
      return { reachable: value };
    case 'consent':
      return { consent: value };
    case 'rank':
      return writeRank(value as RankBody);
    case 'did':
      return writeDid(name, value as DidBody);
    case 'measure':
      return writeMeasure(name, value as MeasureBody);
    default:
      return value;
  }
}

function writeRank({ side, amount, share, by }: RankBody): Rule {
  return { [side]: share ? `${amount}%` : amount, by };
}

function writeDid(fact: string, body: DidBody): Rule {
  return {
    did: fact,
    ...(body.where.length ? { where: writeWhere(body.where) } : {}),
    ...(body.times ? { times: writeComparison(body.times) } : {}),
    ...writeWindow(body.window),
    ...writeFollowing(body),
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
