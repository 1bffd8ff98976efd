/** The acts on a tag's document. */

import type { Tag, TagDocument } from '../../api/types';
import { DocumentBar, type Place } from '../../ui/document/DocumentBar';
import type { Draft } from './Editor';

const PLACE: Place = {
  path: '/tags',
  pageOf: (name) => `/tags/${name}`,
  list: '/tags',
  stale: () => ['/rule-vocabulary'],
  words: 'tags',
};

type Props = { draft: Draft; tag?: Tag; readOnly: boolean; onReplace: (document: TagDocument) => void };

export function EditorBar({ draft, tag, readOnly, onReplace }: Props) {
  return (
    <DocumentBar<TagDocument>
      place={PLACE}
      draft={draft}
      saved={tag}
      readOnly={readOnly}
      onReplace={onReplace}
      onSaved={draft.set}
    />
  );
}
