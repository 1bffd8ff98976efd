/** What a look found, in a few words; what was wrong with the folder comes first. */

import type { FolderLook } from '../../api/types';
import { useText, useTranslation } from '../../i18n';

const PARTS = ['taken', 'waiting', 'failed', 'gone', 'known'] as const;

export function LookWords({ look }: { look: FolderLook }) {
  const { t } = useTranslation();
  const text = useText();
  if (look.error) return <span className="needed">{text(look.error.message)}</span>;
  const told = PARTS.filter((part) => look.counts[part]).map((part) =>
    t(`pulls.found.${part}`, { count: look.counts[part] }),
  );
  return <span>{told.length ? told.join(t('imports.comma')) : t('pulls.nothing')}</span>;
}
