/** What a new segment starts from, and what YAML typed into an editor makes of one. */

import type { Rule, SegmentDocument } from '../../api/types';

export const BLANK: SegmentDocument = {
  kind: 'segment',
  name: '',
  label: { 'zh-CN': '', en: '' },
  rule: { all: [{ did: 'ordered', within: '90d' }] },
  refresh: 'nightly',
};

/** Read what was typed: a whole segment, or a rule alone – which then takes the place of the rule before. */
export function readTyped(typed: Partial<SegmentDocument> | Rule, before: SegmentDocument): SegmentDocument {
  if (!('rule' in typed || 'kind' in typed)) return { ...before, rule: typed as Rule };
  return { ...BLANK, rule: {}, ...(typed as Partial<SegmentDocument>) };
}
