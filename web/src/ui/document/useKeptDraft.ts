/** The draft of a document: kept in this tab until it is saved or dropped. */

import { useCallback, useEffect, useMemo, useState } from 'react';
import { keep, recall } from './keeping';

type State<Document> = { document: Document; restored: boolean };

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export function useKeptDraft<Document extends object>(key: string, saved: Document, version: number) {
  const store = `siyu.draft.${key}`;
  const [state, setState] = useState<State<Document>>(() => {
    const kept = recall<Document>(store);
    const usable = kept && kept.version === version && !same(kept.document, saved);
    return usable ? { document: kept.document, restored: true } : { document: saved, restored: false };
  });
  const changed = useMemo(() => !same(state.document, saved), [state.document, saved]);

  useEffect(() => {
    if (changed) keep(store, { document: state.document, version });
    else sessionStorage.removeItem(store);
  }, [changed, state.document, store, version]);

  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [changed]);

  return {
    ...state,
    changed,
    set: useCallback((document: Document) => setState({ document, restored: false }), []),
    forget: useCallback(() => sessionStorage.removeItem(store), [store]),
  };
}
