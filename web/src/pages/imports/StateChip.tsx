/** The state of an import in a word. */

import type { Import } from '../../api/types';
import { useTranslation } from '../../i18n';

const TONE: Record<Import['state'], string> = {
  queued: '',
  running: 'on',
  done: 'good',
  failed: 'bad',
  stopped: 'warn',
};

export function StateChip({ one }: { one: Import }) {
  const { t } = useTranslation();
  return (
    <span className="chips tags">
      <span className={`chip ${TONE[one.state]}`}>{t(`imports.is.${one.state}`)}</span>
      {one.dry_run && <span className="chip">{t('imports.dryRun')}</span>}
    </span>
  );
}
