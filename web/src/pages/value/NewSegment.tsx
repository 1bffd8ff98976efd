/** Opens a new segment with the rule of what a report shows filled in. */

import type { Rule } from '../../api/types';
import { useTranslation } from '../../i18n';
import { BLANK } from '../segments/blank';
import { SegmentLink } from '../stages/SegmentLink';

/** `label` is written in the language of the page, so it names the segment in that one only. */
export function NewSegment({ label, name, rule }: { label: string; name: string; rule: Rule }) {
  const { i18n } = useTranslation();
  const title = { ...BLANK.label, [i18n.language === 'en' ? 'en' : 'zh-CN']: label };
  return <SegmentLink label={label} name={name} title={title} rule={rule} />;
}
