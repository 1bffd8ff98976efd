/** How a call ended: its code, and what that means. */

import type { PlatformCall } from '../../api/types';
import { useText, useTranslation } from '../../i18n';

export function Outcome({ call }: { call: PlatformCall }) {
  const { t } = useTranslation();
  const text = useText();
  if (!call.meaning) return <span className="chip good">{t('platforms.ok')}</span>;
  return (
    <span className="outcome">
      <span className="chip bad mono">{call.errcode ?? call.problem}</span> {text(call.meaning)}
    </span>
  );
}
