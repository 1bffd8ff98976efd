/** Paths into JSON as the server reads them: names and places with dots between, `$.` from the whole. */

import type { ImportField } from '../../api/types';

export type Found = { path: string; sample: string };

const ROOT = '$';
const MOST = 300;
const MOST_DEPTH = 8;

/** What lies at a path, undefined where there is nothing. */
export function find(path: string, row: unknown, root: unknown): unknown {
  const steps = path.split('.');
  let found: unknown = row;
  if (steps[0] === ROOT) {
    found = root;
    steps.shift();
  }
  for (const step of steps) {
    if (Array.isArray(found)) found = /^\d+$/.test(step) ? found[Number(step)] : undefined;
    else if (found && typeof found === 'object') found = (found as Record<string, unknown>)[step];
    else return undefined;
  }
  return found;
}

/** The first row of a sample: an item of the list at `each`, of the list that the sample is, or the whole. */
export function firstRow(sample: unknown, each: string | undefined): unknown {
  const found = each ? find(each, sample, sample) : sample;
  return Array.isArray(found) ? found[0] : found;
}

/** Every path that leads to a value: from the row, and from the whole where rows are items of a list in it. */
export function pathsIn(sample: unknown, each: string | undefined): Found[] {
  const row = firstRow(sample, each);
  const own = leaves(row, '');
  return (each ? [...own, ...leaves(sample, `${ROOT}.`)] : own).slice(0, MOST);
}

/** Paths of lists whose items are objects: what `each` may be. */
export function listsIn(sample: unknown): string[] {
  const lists: string[] = [];
  walk(sample, '', (path, value) => {
    if (path && Array.isArray(value) && value.some((each) => each && typeof each === 'object')) lists.push(path);
  });
  return lists;
}

/** The path whose last name is the field's own or one of those by which it is known. */
export function likely(field: ImportField, paths: Found[]): string | undefined {
  const names = [field.name, ...field.aliases].map(plain);
  const last = (path: string) => plain(path.split('.').at(-1) ?? '');
  return names.flatMap((name) => paths.filter(({ path }) => last(path) === name)).at(0)?.path;
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9\u4e00-\u9fff]/g, '');

function leaves(value: unknown, prefix: string): Found[] {
  const found: Found[] = [];
  walk(value, '', (path, each) => {
    if (path && (each === null || typeof each !== 'object')) found.push({ path: prefix + path, sample: String(each) });
  });
  return found;
}

function walk(value: unknown, path: string, see: (path: string, value: unknown) => void, depth = 0): void {
  see(path, value);
  if (!value || typeof value !== 'object' || depth > MOST_DEPTH) return;
  // One item stands for all of a list.
  const entries = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value);
  for (const [name, each] of entries)
    if (!name.includes('.')) walk(each, path ? `${path}.${name}` : name, see, depth + 1);
}
