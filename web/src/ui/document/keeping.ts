/** Keeps a draft in this tab, so that closing the page or signing in again does not lose what was typed. */

/** A draft, and the version it was made from. */
export type Kept<Document> = { document: Document; version: number };

export function recall<Document>(store: string): Kept<Document> | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(store) ?? 'null');
    return kept && typeof kept === 'object' && 'document' in kept ? (kept as Kept<Document>) : null;
  } catch {
    return null;
  }
}

export function keep<Document>(store: string, kept: Kept<Document>): void {
  try {
    sessionStorage.setItem(store, JSON.stringify(kept));
  } catch {
    // a full or forbidden storage only costs the draft's safety against closing the page
  }
}
