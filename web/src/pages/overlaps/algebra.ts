/** From chosen regions of a Venn diagram to a rule, as short as the usual operations allow. */

import type { Rule } from '../../api/types';

export type Region = { in: string[]; size: number };
export type Operation = 'union' | 'intersection' | 'difference' | 'exactlyOne';

const leaf = (name: string): Rule => ({ segment: name });
const without = (name: string): Rule => ({ not: { segment: name } });

export const regionKey = (region: { in: string[] }): string => [...region.in].sort().join('\n');

/** Every region of up to five sets, the empty ones too, so that a choice never depends on today's sizes. */
export function allRegions(names: string[], found: Region[]): Region[] {
  const sizes = new Map(found.map((region) => [regionKey(region), region.size]));
  const regions: Region[] = [];
  for (let mask = 1; mask < 2 ** names.length; mask++) {
    const inside = names.filter((_name, at) => mask & (1 << at));
    regions.push({ in: inside, size: sizes.get(regionKey({ in: inside })) ?? 0 });
  }
  return regions.sort((one, other) => other.size - one.size || one.in.length - other.in.length);
}

export function regionsOf(operation: Operation, names: string[], regions: Region[]): Region[] {
  const [first = ''] = names;
  const fits: Record<Operation, (region: Region) => boolean> = {
    union: () => true,
    intersection: (region) => region.in.length === names.length,
    difference: (region) => region.in.length === 1 && region.in[0] === first,
    exactlyOne: (region) => region.in.length === 1,
  };
  return regions.filter(fits[operation]);
}

export function ruleOf(names: string[], chosen: Region[]): Rule {
  if (chosen.length === 2 ** names.length - 1) return { any: names.map(leaf) };
  const parts = chosen.map((region) => ({
    all: names.map((name) => (region.in.includes(name) ? leaf(name) : without(name))),
  }));
  return parts.length === 1 && parts[0] ? parts[0] : { any: parts };
}
