/** Whatever rule goes into the builder comes out saying the same. */

import { describe, expect, test } from 'vitest';
import { conditionAt, hasYamlOnly, readRule, refusedAt, writeRule } from '../src/pages/segments/rule/convert';
import type { Condition, DidBody, Group } from '../src/pages/segments/rule/model';

const LEAVES: Record<string, unknown> = {
  'a feature': { feature: 'orders_365d', is: { gte: 3 } },
  'a feature by a bare value': { feature: 'favourite_store', is: '367' },
  'a feature in a list': { feature: 'favourite_daypart', is: { in: ['morning', 'noon'] } },
  'a feature between': { feature: 'days_since_last_order', is: { between: [20, 60] } },
  'a missing feature': { feature: 'mean_gap_days', is: { missing: true } },
  'a present feature': { feature: 'mean_gap_days', is: { missing: false } },
  'an attribute': { attribute: 'age', is: { eq: '45-54' } },
  did: { did: 'ordered' },
  'did never': { did: 'ordered', times: { eq: 0 }, within: '90d' },
  'did with a where': {
    did: 'ordered',
    where: { 'product.brand': 'X', 'store.id': { in: ['1', '2'] }, net: { gte: 10.5 } },
    times: { gte: 2 },
    between: ['2017-01-01', '2017-06-30'],
  },
  'did since joining': { did: 'ordered', since: 'joined' },
  'did since a day': { did: 'redeemed', since: '2017-03-01' },
  'did within hours': { did: 'viewed', within: '24h' },
  // biome-ignore lint/suspicious/noThenProperty: the rule language has a `then`
  'a sequence': { did: 'viewed', then: { did: 'ordered', within: '7d' } },
  'what did not follow': { did: 'viewed', within: '30d', then_not: { did: 'ordered' } },
  'a long sequence': {
    did: 'viewed',
    where: { 'product.id': '42' },
    // biome-ignore lint/suspicious/noThenProperty: the rule language has a `then`
    then: {
      did: 'added_to_cart',
      within: '24h',
      // biome-ignore lint/suspicious/noThenProperty: the rule language has a `then`
      then: { did: 'ordered', where: { net: { gte: 10 } }, then_not: { did: 'refunded', within: '30d' } },
      then_not: { did: 'coupon_redeemed', within: '7d' },
    },
    then_not: { did: 'ordered', within: '3d' },
  },
  'a share of the top': { top: '7%', by: 'money_365d' },
  'some of the bottom': { bottom: 100, by: 'orders_365d' },
  'a consent': { consent: 'marketing.sms' },
  'a feature beside its past': { feature: 'orders_30d', is: { lt: { before: '30d', times: 0.5 } } },
  'a feature beside another': { feature: 'orders_30d', is: { gte: { feature: 'orders_90d' } } },
  'a total': { total: 'ordered.net', where: { 'product.category': 'MILK' }, within: '90d', is: { gt: 100 } },
  'an average': { average: 'ordered.order.net', is: { gte: 50 } },
  'a largest': { largest: 'ordered.quantity', within: '30d', is: { gte: 5 } },
  'a distinct': { distinct: 'ordered.product.category', is: { gte: 4 } },
  'a segment': { segment: 'vip-2026' },
  reachable: { reachable: 'wecom' },
  'having a tag': { tag: 'price-sensitivity' },
  'a value of a tag': { tag: 'price-sensitivity', is: 'high' },
  'some values of a tag': { tag: 'price-sensitivity', is: { in: ['high', 'low'] } },
  'not having a tag': { tag: 'price-sensitivity', is: { missing: true } },
};

const EXOTIC: Record<string, unknown> = {
  'two comparisons': { feature: 'orders_365d', is: { gte: 3, lt: 9 } },
  'an unknown leaf': { holds_coupon: 'x' },
  'a rank of no number': { top: 'seven', by: 'money_365d' },
  // biome-ignore lint/suspicious/noThenProperty: the rule language has a `then`
  'a step that is a word': { did: 'viewed', then: 'ordered' },
  // biome-ignore lint/suspicious/noThenProperty: the rule language has a `then`
  'a step with an unknown key': { did: 'viewed', then: { did: 'ordered', since: 'joined' } },
  'an unknown key': { feature: 'orders_365d', is: { gte: 3 }, note: 'why' },
  'two windows': { did: 'ordered', within: '90d', since: 'joined' },
  'a between of three': { feature: 'orders_365d', is: { between: [1, 2, 3] } },
  'a list in eq': { feature: 'orders_365d', is: { eq: [1, 2] } },
  'no mapping': 'vip',
  null: null,
  'a group with a remark': { all: [{ segment: 'a' }], remark: 'x' },
  'all of no list': { all: { segment: 'a' } },
};

const TREES: unknown[] = [
  ...Object.values(LEAVES),
  ...Object.values(EXOTIC),
  { all: [] },
  { any: [] },
  { all: Object.values(LEAVES) },
  { any: [...Object.values(LEAVES), ...Object.values(EXOTIC)] },
  { not: { segment: 'a' } },
  { not: { all: [{ segment: 'a' }] } },
  { not: { not: { segment: 'a' } } },
  { not: { not: { any: [{ segment: 'a' }, { segment: 'b' }] } } },
  { all: [{ segment: 'a' }, { not: { segment: 'b' } }, { any: [{ not: { any: [{ reachable: 'sms' }] } }] }] },
  nested(16),
];

function nested(depth: number): unknown {
  return depth === 0 ? { segment: 'deep' } : { [depth % 2 ? 'all' : 'any']: [nested(depth - 1)] };
}

describe('a rule in the builder', () => {
  test.each(TREES.map((rule) => [JSON.stringify(rule).slice(0, 90), rule]))(
    'comes back the same: %s',
    (_name, rule) => {
      expect(writeRule(readRule(rule))).toEqual(rule);
    },
  );

  test.each(Object.entries(LEAVES))('has a form for %s', (_name, leaf) => {
    expect(hasYamlOnly(readRule(leaf))).toBe(false);
  });

  test.each(Object.entries(EXOTIC))('keeps %s as it is', (_name, leaf) => {
    expect(hasYamlOnly(readRule({ all: [leaf] }))).toBe(true);
  });

  test('survives being stored as JSON between reading and writing', () => {
    for (const rule of TREES) expect(writeRule(JSON.parse(JSON.stringify(readRule(rule))) as Group)).toEqual(rule);
  });

  test('keeps what was typed when the comparison changes', () => {
    const group = readRule({ all: [{ feature: 'orders_365d', is: { gte: 3 } }] });
    const [first] = group.rules as Condition[];
    const with_ = (operator: string) => writeRule({ ...group, rules: [{ ...(first as Condition), operator }] });
    expect(with_('between')).toEqual({ all: [{ feature: 'orders_365d', is: { between: [3, 3] } }] });
    expect(with_('in')).toEqual({ all: [{ feature: 'orders_365d', is: { in: [3] } }] });
    expect(with_('missing')).toEqual({ all: [{ feature: 'orders_365d', is: { missing: true } }] });
  });

  test('becomes all of two when a condition joins a bare one', () => {
    const group = readRule({ segment: 'a' });
    const more: Condition = { id: 'more', field: 'reachable', operator: 'is', value: 'sms' };
    expect(writeRule({ ...group, rules: [...group.rules, more] })).toEqual({
      all: [{ segment: 'a' }, { reachable: 'sms' }],
    });
  });

  test('lets go of a where when its last line is removed', () => {
    const group = readRule({ did: 'ordered', where: { channel: 'store' } });
    const [first] = group.rules as Condition[];
    const value: DidBody = { ...((first as Condition).value as DidBody), where: [] };
    expect(writeRule({ ...group, rules: [{ ...(first as Condition), value }] })).toEqual({ did: 'ordered' });
  });
});

describe('the path of a refusal', () => {
  const rule = { all: [{ segment: 'a' }, { not: { any: [{ segment: 'b' }, { feature: 'x', is: { gte: 1 } }] } }] };
  const group = readRule(rule);

  test('finds the condition', () => {
    const inner = group.rules[1] as Group;
    expect(conditionAt(group, 'rule.all[1].not.any[1].feature')).toBe((inner.rules[1] as Condition).id);
    expect(conditionAt(group, 'all[0].segment')).toBe((group.rules[0] as Condition).id);
  });

  test('finds a bare condition without an index', () => {
    const bare = readRule({ segment: 'a' });
    expect(conditionAt(bare, 'segment')).toBe((bare.rules[0] as Condition).id);
  });

  test('says what is wrong inside the condition', () => {
    const sequence = readRule({ all: [{ segment: 'a' }, { did: 'viewed', then_not: { did: 'ordered' } }] });
    const second = (sequence.rules[1] as Condition).id;
    expect(refusedAt(sequence, 'rule.all[1].then_not.within')).toEqual({ id: second, inside: 'then_not.within' });
    expect(refusedAt(readRule({ segment: 'a' }), 'rule.segment')?.inside).toBe('segment');
    expect(refusedAt(group, 'rule.all[1].not.any[1].feature')?.inside).toBe('feature');
    expect(refusedAt(group, 'label')).toBeNull();
  });

  test('finds nothing where there is nothing', () => {
    expect(conditionAt(group, 'label')).toBeNull();
    expect(conditionAt(group, 'all[9].feature')).toBeNull();
  });
});
