/** What a new segment starts from. */

import type { SegmentDocument } from '../../api/types';

export const BLANK: SegmentDocument = {
  kind: 'segment',
  name: '',
  label: { 'zh-CN': '', en: '' },
  rule: { all: [{ did: 'ordered', within: '90d' }] },
  refresh: 'nightly',
};
