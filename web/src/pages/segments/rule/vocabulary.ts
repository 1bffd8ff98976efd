/** The words of the builder: fields in groups, operators by type, first values of a new condition. */

import type { ValueType, Vocabulary } from '../../../api/types';
import {
  type Condition,
  type DidBody,
  fieldKind,
  fieldName,
  type MeasureBody,
  type NeverBody,
  newId,
  type RankBody,
} from './model';

const COMPARED = ['gte', 'gt', 'lte', 'lt', 'eq', 'ne', 'between', 'in', 'missing', 'present'];
const TEXT = ['eq', 'ne', 'in', 'contains', 'starts_with', 'missing', 'present'];
const ATTRIBUTE = ['eq', 'in', 'ne', 'gte', 'gt', 'lte', 'lt', 'between', 'missing', 'present'];

/** Having a tag at all comes first; `missing` is not having it. */
const TAG = ['has', 'missing', 'eq', 'in', 'ne'];
const STAGE = ['in', 'eq', 'ne'];

/** Operators of a type as the server allows them; `present` is our word for `missing: false`. */
export function operatorsOf(vocabulary: Vocabulary, type: ValueType): string[] {
  const known = type === 'text' ? TEXT : COMPARED;
  const allowed = vocabulary.operators[type];
  if (!allowed) return known;
  return known.filter((op) => allowed.includes(op === 'present' ? 'missing' : op));
}

export function operatorsOfField(vocabulary: Vocabulary, field: string): string[] {
  const kind = fieldKind(field);
  if (kind === 'feature') return operatorsOf(vocabulary, featureType(vocabulary, fieldName(field)));
  if (kind === 'tag') return TAG;
  if (kind === 'stage') return STAGE;
  return kind === 'attribute' ? ATTRIBUTE : ['is'];
}

export function featureType(vocabulary: Vocabulary, name: string): ValueType {
  return vocabulary.features.find((feature) => feature.name === name)?.type ?? 'number';
}

/** A property of a fact; every name of an event that is not listed has none. */
export function propertyOf(vocabulary: Vocabulary, fact: string, property: string) {
  return propertiesOf(vocabulary, fact).find((each) => each.name === property);
}

export function propertiesOf(vocabulary: Vocabulary, fact: string) {
  return vocabulary.facts.find((each) => each.name === fact)?.properties ?? [];
}

/** What a comparison compares with before anything was typed. */
export function firstValue(op: string, type: ValueType, today: string): unknown {
  if (op === 'missing' || op === 'present') return null;
  if (op === 'in') return [];
  const one = type === 'date' ? today : type === 'text' ? '' : 1;
  return op === 'between' ? [one, one] : one;
}

export function firstDid(): DidBody {
  return { where: [], times: null, window: { kind: 'within', value: '90d' }, never: null, steps: [] };
}

/** What comes after a step before anything was chosen: an order within a week. */
export function firstStep(vocabulary: Vocabulary): NeverBody {
  return { fact: vocabulary.facts[0]?.name ?? 'ordered', where: [], within: '7d' };
}

/** Features that have a rank: words have none. */
export function rankedFeatures(vocabulary: Vocabulary) {
  return vocabulary.features.filter((feature) => feature.type !== 'text');
}

function firstRank(vocabulary: Vocabulary): RankBody {
  const ranked = rankedFeatures(vocabulary);
  const by = ranked.find((feature) => feature.type === 'money') ?? ranked[0];
  return { side: 'top', amount: 10, share: true, by: by?.name ?? '' };
}

export function firstMeasure(vocabulary: Vocabulary, fact: string): MeasureBody {
  const properties = propertiesOf(vocabulary, fact);
  const money = properties.find((each) => each.type === 'money') ?? properties.find((each) => each.type === 'number');
  return {
    measure: 'total',
    property: money?.name ?? '',
    is: { op: 'gte', value: 100 },
    where: [],
    window: { kind: 'within', value: '90d' },
  };
}

/** A condition on a field before anything was chosen about it. */
export function firstCondition(vocabulary: Vocabulary, field: string, today: string): Condition {
  const operators = operatorsOfField(vocabulary, field);
  const operator = fieldKind(field) === 'feature' && operators.includes('gte') ? 'gte' : (operators[0] ?? 'is');
  return { id: newId(), field, operator, value: firstOf(vocabulary, field, operator, today) };
}

function firstOf(vocabulary: Vocabulary, field: string, operator: string, today: string): unknown {
  const name = fieldName(field);
  switch (fieldKind(field)) {
    case 'feature':
      return firstValue(operator, featureType(vocabulary, name), today);
    case 'attribute':
    case 'stage':
      return firstValue(operator, 'text', today);
    case 'did':
      return firstDid();
    case 'measure':
      return firstMeasure(vocabulary, name);
    case 'tag':
      return operator === 'has' ? null : firstValue(operator, 'text', today);
    case 'segment':
      return vocabulary.segments[0]?.name ?? '';
    case 'reachable':
      return vocabulary.channels[0]?.name ?? '';
    case 'consent':
      return vocabulary.consents[0]?.name ?? '';
    case 'rank':
      return firstRank(vocabulary);
    default:
      return {};
  }
}
