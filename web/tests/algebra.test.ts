/** Chosen regions become the rule that selects exactly them. */

import { describe, expect, test } from 'vitest';
import type { Rule } from '../src/api/types';
import { allRegions, type Operation, regionsOf, ruleOf } from '../src/pages/overlaps/algebra';

const NAMES = ['a', 'b', 'c'];
const regions = allRegions(NAMES, [{ in: ['a', 'b'], size: 4 }]);

function holds(rule: Rule, inside: string[]): boolean {
  if ('all' in rule) return (rule.all as Rule[]).every((part) => holds(part, inside));
  if ('any' in rule) return (rule.any as Rule[]).some((part) => holds(part, inside));
  if ('not' in rule) return !holds(rule.not as Rule, inside);
  return inside.includes(String(rule.segment));
}

describe('regions', () => {
  test('are all there, the largest first, empty ones with size 0', () => {
    expect(regions).toHaveLength(7);
    expect(regions[0]).toEqual({ in: ['a', 'b'], size: 4 });
    expect(regions.filter((region) => region.size === 0)).toHaveLength(6);
  });

  test.each(['union', 'intersection', 'difference', 'exactlyOne'] as Operation[])(
    'of the %s give its rule',
    (operation) => {
      const chosen = regionsOf(operation, NAMES, regions);
      const rule = ruleOf(NAMES, chosen);
      for (const region of regions) expect(holds(rule, region.in)).toBe(chosen.includes(region));
      expect(holds(rule, [])).toBe(false);
    },
  );

  test('of any choice give a rule for exactly them', () => {
    for (let mask = 1; mask < 2 ** regions.length; mask++) {
      const chosen = regions.filter((_region, at) => mask & (1 << at));
      const rule = ruleOf(NAMES, chosen);
      for (const region of regions) expect(holds(rule, region.in)).toBe(chosen.includes(region));
    }
  });
});
