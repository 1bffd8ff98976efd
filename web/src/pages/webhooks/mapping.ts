/** Pure changes to a webhook's document; what the form does not know is kept as it is. */

import type { ImportField, ImportKind, MappedColumn, WebhookDocument } from '../../api/types';
import { type Found, likely } from './paths';

export function blankDocument(kind: string, zone: string): WebhookDocument {
  return { kind: 'webhook', version: 1, imports: kind, zone, columns: {}, identifiers: [] };
}

/** Set or (null) drop where a field comes from. */
export function mapField(document: WebhookDocument, field: string, source: MappedColumn | null): WebhookDocument {
  const { [field]: _before, ...others } = document.columns;
  return { ...document, columns: source ? { ...others, [field]: source } : others };
}

/** Set or (empty) drop the path of the list whose items are the rows. */
export function setEach(document: WebhookDocument, each: string): WebhookDocument {
  const { each: _before, ...others } = document;
  return each ? { ...others, each } : others;
}

/** The conditions as rows to edit: a path, and its values with commas between. */
export function whenRows(document: WebhookDocument): { path: string; values: string }[] {
  return Object.entries(document.when ?? {}).map(([path, values]) => ({
    path,
    values: (Array.isArray(values) ? values : [values]).map(String).join(', '),
  }));
}

export function setWhen(document: WebhookDocument, rows: { path: string; values: string }[]): WebhookDocument {
  const { when: _before, ...others } = document;
  const pairs = rows.map(({ path, values }): [string, string[]] => [
    path,
    values
      .split(/[,，]/)
      .map((each) => each.trim())
      .filter(Boolean),
  ]);
  return pairs.length ? { ...others, when: Object.fromEntries(pairs) } : others;
}

/** Map every field that is not mapped yet to the path of the sample that is called like it. */
export function proposed(document: WebhookDocument, kind: ImportKind, paths: Found[]): WebhookDocument {
  return kind.fields.reduce((before, field) => {
    const path = before.columns[field.name] ? undefined : likely(field, paths);
    return path ? mapField(before, field.name, { from: path }) : before;
  }, document);
}

/** Required fields that come from nowhere. */
export function missingFields(document: WebhookDocument, kind: ImportKind): ImportField[] {
  return kind.fields.filter((field) => {
    const source = document.columns[field.name];
    if (!field.required) return false;
    return !source || ('from' in source ? source.from.trim() === '' : source.value === '' || source.value == null);
  });
}
