/** Which mapping is proposed for a file: a kept template that fits comes before what was made up from names. */

import type { ImportKind, Mapping, Upload } from '../../api/types';
import { blankMapping, missingFields, zoned } from './mapping';

/** `source` is the id of a template, or empty for the automatic proposal. */
export type Choice = { source: string; mapping: Mapping | null };
export type Brand = { zone: string; currency: string };

export const AUTOMATIC = '';

/** The first choice for a file, of one kind when it is given. */
export function firstChoice(upload: Upload, brand: Brand, kind?: string): Choice {
  const fit = upload.templates.find((template) => !kind || template.kind === kind);
  return fit ? { source: String(fit.id), mapping: zoned(fit.mapping, brand.zone) } : automatic(upload, brand, kind);
}

/** The choice of a source by a person; the automatic one stays with the kind. */
export function choiceOf(upload: Upload, brand: Brand, source: string, kind?: string): Choice {
  const fit = upload.templates.find((template) => String(template.id) === source);
  return fit ? { source, mapping: zoned(fit.mapping, brand.zone) } : automatic(upload, brand, kind);
}

function automatic(upload: Upload, brand: Brand, kind?: string): Choice {
  const proposed = kind ? upload.proposals.find((proposal) => proposal.kind === kind) : upload.proposals[0];
  const mapping =
    zoned(proposed?.mapping, brand.zone) ?? (kind ? blankMapping(kind, brand.zone, brand.currency) : null);
  return { source: AUTOMATIC, mapping };
}

/** Whether an import could be ordered: required fields have a column, and rows name members where they must. */
export function isReady(kind: ImportKind | undefined, mapping: Mapping | null): boolean {
  if (!kind || !mapping) return false;
  return missingFields(kind, mapping).length === 0 && !lacksIdentifier(kind, mapping);
}

export function lacksIdentifier(kind: ImportKind, mapping: Mapping): boolean {
  return kind.identified === 'always' && (mapping.identifiers ?? []).length === 0;
}
