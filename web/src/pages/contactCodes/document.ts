/** The document of a contact code as the editor holds it. */

import type { ContactCodeDocument } from '../../api/types';

export const MOTIVES = ['benefit', 'service', 'information', 'process'] as const;

export function blankCode(): ContactCodeDocument {
  return { kind: 'contact_code', name: '', label: { 'zh-CN': '', en: '' }, channel: '', staff: [] };
}

/** Leave out what is empty, as the server writes it. */
export function tidy(document: ContactCodeDocument): ContactCodeDocument {
  const kept = Object.entries(document).filter(
    ([name, value]) =>
      ['kind', 'name', 'channel', 'label'].includes(name) ||
      !(value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0)),
  );
  return Object.fromEntries(kept) as ContactCodeDocument;
}

/** Read what is typed with blanks or commas between. */
export function words(typed: string): string[] {
  return typed.split(/[\s,，、]+/).filter(Boolean);
}
