/** Tag documents in the browser: what a new one starts from, and what a change of its type or shape leaves. */

import type { Rule, TagDocument, TagType, TagValueDocument } from '../../api/types';

export const GROUPS = ['basic', 'consumption', 'product', 'daily', 'social'];
export const TYPES: TagType[] = ['rule', 'live', 'model', 'manual', 'raw'];
/** The types whose values follow from rules; a tag may change from one to the other. */
export const RULED: TagType[] = ['rule', 'live'];
export const FIRST_RULE: Rule = { all: [{ did: 'ordered', within: '90d' }] };

/** The score a new model tag is made of, and what its values say of it. */
const FIRST_SCORE = 'quiet_90d';
const FIRST_IS = { gte: 0.5 };

export const BLANK: TagDocument = {
  kind: 'tag',
  name: '',
  label: { 'zh-CN': '', en: '' },
  group: 'consumption',
  type: 'rule',
  rule: FIRST_RULE,
};

export const isRuled = (document: TagDocument): boolean => RULED.includes(document.type);

/** Whether a tag has one value only, `yes`. */
export const isPlain = (document: TagDocument): boolean => !document.values?.length;

/** The same tag as another type; what only the old type has goes. */
export function asType(document: TagDocument, type: TagType): TagDocument {
  if (isRuled(document) && RULED.includes(type)) {
    const { expires, ...kept } = document;
    return type === 'rule' && expires ? { ...kept, type, expires } : { ...kept, type };
  }
  const { rule: _rule, values: _values, from: _from, score: _score, expires, source, ...others } = document;
  const rest = type === 'live' || !expires ? others : { ...others, expires };
  if (type === 'model') return withScore({ ...rest, type, values: [{ value: 'high', is: FIRST_IS }] }, FIRST_SCORE);
  if (RULED.includes(type)) return { ...rest, ...(source ? { source } : {}), type, rule: FIRST_RULE };
  if (type === 'raw') return { ...rest, ...(source ? { source } : {}), type, from: { attribute: '' } };
  return { ...rest, type };
}

/** What the first part of a new value is, by the type of its tag. */
export function firstOf(type: TagType): Partial<TagValueDocument> {
  return RULED.includes(type) ? { rule: FIRST_RULE } : type === 'model' ? { is: FIRST_IS } : {};
}

/** A model tag by another score: a score in words begins anew, because thresholds say nothing of them. */
export function withScore(document: TagDocument, score: string): TagDocument {
  const inWords = score === 'rfm_class';
  const fitting = (is: unknown) => (typeof Object.values(is ?? {})[0] === 'number') !== inWords;
  const first = inWords ? { eq: 'champions' } : FIRST_IS;
  const values = document.values?.map((one) => (one.otherwise || fitting(one.is) ? one : { ...one, is: first }));
  return { ...document, score, ...(values ? { values } : {}) };
}

/** One value, or several: the first rule goes on as that of the first value, and back. */
export function asPlain(document: TagDocument, plain: boolean): TagDocument {
  const { rule, values, ...rest } = document;
  const isRule = isRuled(document);
  if (plain) return isRule ? { ...rest, rule: values?.find((one) => one.rule)?.rule ?? FIRST_RULE } : rest;
  return { ...rest, values: [{ value: 'first', ...(isRule ? { rule: rule ?? FIRST_RULE } : {}) }] };
}

/** Leave out what is empty, so that it is as if it had never been said. */
export function withPart(document: TagDocument, part: Partial<TagDocument>): TagDocument {
  const whole: Record<string, unknown> = { ...document, ...part };
  for (const name of ['source', 'expires', 'owner', 'about']) {
    if (!whole[name]) delete whole[name];
  }
  return whole as TagDocument;
}

/** A value's name that none of them has yet. */
export function freshValue(values: TagValueDocument[]): string {
  for (let number = values.length + 1; ; number++) {
    const name = `value-${number}`;
    if (!values.some((one) => one.value === name)) return name;
  }
}

/** Whether it is not said yet where a raw tag's value comes from. */
export function isUnfinished({ type, from = {} }: TagDocument): boolean {
  return type === 'raw' && !(from.attribute || from.did || (from.survey && from.question));
}

/** What can be counted of a document before it has a name. */
export function countable(document: TagDocument): TagDocument {
  const label = document.label ?? {};
  const words = { 'zh-CN': label['zh-CN'] || '–', en: label.en || '–' };
  return { ...document, name: document.name || 'new', label: words };
}
