/** The state of a request in a word, with what it waits for. */

import type { PrivacyRequest } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatInstant } from '../../ui/format';

const TONE: Record<PrivacyRequest['state'], string> = {
  queued: '',
  running: 'on',
  waiting: 'warn',
  done: 'good',
  failed: 'bad',
};

export function RequestState({ request }: { request: PrivacyRequest }) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  const waits = request.goes_on_at && request.state !== 'done';
  return (
    <>
      <span className={`chip ${TONE[request.state]}`}>{t(`privacy.is.${request.state}`)}</span>
      {request.error && <div className="muted small">{text(request.error.message)}</div>}
      {waits && !request.error && (
        <div className="muted small">
          {t(request.stage ? 'privacy.goesOver' : 'privacy.goesOn', {
            at: formatInstant(request.goes_on_at, workspace.zone),
          })}
        </div>
      )}
    </>
  );
}
