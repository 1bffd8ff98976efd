/** Opens a new segment with its rule filled in. */

import { Link } from 'react-router';
import type { Rule, Text } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { BLANK } from '../segments/blank';

type Props = {
  label: string;
  name: string;
  title: Text;
  rule: Rule;
  /** The count that is shown instead of words. */
  children?: string;
};

export function SegmentLink({ label, name, title, rule, children }: Props) {
  const { t } = useTranslation();
  const { page } = useAccess();
  const document = { ...BLANK, name: name.replaceAll('_', '-'), label: { ...BLANK.label, ...title }, rule };
  const told = t('stages.segmentOf', { stage: label });
  // Who speaks to the machine says what is seen, so the name holds it.
  return (
    <Link to={page('/segments/new')} state={{ document }} aria-label={children ? `${children} · ${told}` : told}>
      {children ?? <span className="nowrap">{t('stages.segment')}</span>}
    </Link>
  );
}
