/** Pure changes to a mapping document; keys the wizard does not know are kept as they are. */

import type { ImportField, ImportKind, MappedColumn, Mapping, Upload } from '../../api/types';

export function blankMapping(kind: string, zone: string, currency: string): Mapping {
  return { kind: 'mapping', version: 1, imports: kind, zone, currency, columns: {}, identifiers: [] };
}

/** A proposal that says no zone gets the brand's, so that what the page shows is what is sent. */
export function zoned(mapping: Mapping | undefined, zone: string): Mapping | null {
  return mapping ? { ...mapping, zone: mapping.zone ?? zone } : null;
}

export function mapField(mapping: Mapping, field: string, source: MappedColumn | null): Mapping {
  const { [field]: _before, ...others } = mapping.columns;
  return { ...mapping, columns: source ? { ...others, [field]: source } : others };
}

const ATTRIBUTE = 'attribute.';

/** The brand's own name of an attribute a column is kept as (`attribute.city` → `city`); null for any other field. */
export function attributeOf(field: string): string | null {
  return field.startsWith(ATTRIBUTE) ? field.slice(ATTRIBUTE.length) : null;
}

/** Required fields without a column, and without a value that says something. */
export function missingFields(kind: ImportKind, mapping: Mapping): ImportField[] {
  return kind.fields.filter((field) => {
    const source = mapping.columns[field.name];
    return field.required && (!source || ('value' in source && (source.value === '' || source.value == null)));
  });
}

/** What a field would be in a sampled row, as text. */
export function sampleOf(upload: Upload, source: MappedColumn | undefined, row: (string | number | null)[]): string {
  if (!source) return '';
  if ('value' in source) return String(source.value ?? '');
  const at = upload.columns.findIndex((column) => column.name === source.from);
  return at < 0 ? '' : String(row[at] ?? '');
}
