/** The draft of a segment: one document, seen as builder groups and as YAML; kept until saved or dropped. */

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SegmentDocument } from '../../api/types';
import { keep, recall } from '../../ui/document/keeping';
import { readRule, writeRule } from './rule/convert';
import { type Group, same } from './rule/model';

/** An earlier version that was put into the editor, and what stood there before. */
type Taken = { version: number; before: SegmentDocument };
type State = { document: SegmentDocument; group: Group; restored: boolean; taken?: Taken };

const read = (document: SegmentDocument, restored = false): State => ({
  document,
  group: readRule(document.rule ?? { all: [] }),
  restored,
});

export function useDraft(key: string, saved: SegmentDocument, version: number) {
  const store = `siyu.draft.${key}`;
  const [state, setState] = useState<State>(() => {
    const kept = recall<SegmentDocument>(store);
    const usable = kept && kept.version === version && !same(kept.document, saved);
    return usable ? read(kept.document, true) : read(saved);
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
    /** Another document, from YAML or from the server. */
    replace: useCallback((document: SegmentDocument) => setState(read(document)), []),
    /** An earlier version, to be saved as a new one. */
    take: useCallback(
      (document: SegmentDocument, version: number) =>
        setState((before) => ({ ...read(document), taken: { version, before: before.document } })),
      [],
    ),
    /** Other parts than the rule. */
    edit: useCallback(
      (part: Partial<SegmentDocument>) =>
        setState((before) => ({
          group: before.group,
          restored: false,
          document: { ...before.document, ...part },
        })),
      [],
    ),
    /** Another rule, from the builder. */
    build: useCallback(
      (group: Group) =>
        setState((before) => ({ group, restored: false, document: { ...before.document, rule: writeRule(group) } })),
      [],
    ),
    forget: useCallback(() => sessionStorage.removeItem(store), [store]),
  };
}
