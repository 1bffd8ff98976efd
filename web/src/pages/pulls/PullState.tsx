/** Whether a folder is looked into by itself. */

import type { FolderPull } from '../../api/types';
import { useTranslation } from '../../i18n';

export function PullState({ pull }: { pull: FolderPull }) {
  const { t } = useTranslation();
  const paused = pull.paused_at != null;
  return <span className={paused ? 'chip warn' : 'chip good'}>{t(paused ? 'pulls.paused' : 'pulls.active')}</span>;
}
