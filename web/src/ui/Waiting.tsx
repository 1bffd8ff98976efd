/** What stands where something is still on its way: grey lines, or a turning ring. */

import { useTranslation } from '../i18n';

export function Waiting({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation();
  const widths = Array.from({ length: rows }, (_, at) => (at === rows - 1 ? '62%' : '100%'));
  return (
    <div className="waiting" role="status" aria-label={t('parts.loading')}>
      {widths.map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity but their place
        <span key={at} style={{ width }} />
      ))}
    </div>
  );
}

export function Spinner({ className = '' }: { className?: string }) {
  const { t } = useTranslation();
  return (
    <div className={className} role="status" aria-label={t('parts.loading')}>
      <span className="spinner large" />
    </div>
  );
}
