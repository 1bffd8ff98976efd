/** What an audit entry says has changed, as pairs of a field and its value, or its value before and after. */

export type Told = { field: string; value: unknown; before?: unknown };

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Entries hold `field: [before, after]`, `before: {…}, after: {…}` or plain facts; what did not change is left out. */
export function toldBy(change: Fields): Told[] {
  const { before, after } = change;
  if (isFields(before) && isFields(after)) {
    const fields = Object.keys(after).filter((field) => before[field] !== after[field]);
    return fields.map((field) => ({ field, before: before[field], value: after[field] }));
  }
  return Object.entries(change).map(([field, value]) => {
    // The people of a decision are a list; of any other field a pair is what it was and became.
    if (field === 'members' && Array.isArray(value)) return { field: 'who', value };
    return Array.isArray(value) && value.length === 2 ? { field, before: value[0], value: value[1] } : { field, value };
  });
}
