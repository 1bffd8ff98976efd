/** What a combobox offers: options, perhaps in groups, and which of them fit what was typed. */

export type Option = { value: string; label: string; group?: string; note?: string };

/** Options whose label, value or group holds every typed word. */
export function fitting(options: Option[], typed: string): Option[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, value, group = '' }) => {
    const text = `${label} ${value} ${group}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Neighbours of the same group together, in the order they came. */
export function grouped(options: Option[]): { group?: string; options: Option[] }[] {
  const groups = new Map<string | undefined, Option[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups].map(([group, members]) => ({ group, options: members }));
}

/** The option before or after the active one, round the ends; nothing is active at -1. */
export function stepped(active: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (active < 0) return step > 0 ? 0 : count - 1;
  return (active + step + count) % count;
}
