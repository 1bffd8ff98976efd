/** A running import: how far, how long still, and the way to stop it. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { Import } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatNumber, formatSeconds } from '../../ui/format';
import { ProblemView } from '../../ui/ProblemView';
import { ProgressBar } from '../../ui/ProgressBar';

export function ImportProgress({ one, path }: { one: Import; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const queries = useQueryClient();
  const stop = useMutation({
    mutationFn: () => post(`${path}/stops`),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  const rest = one.rest_seconds == null ? '' : t('imports.rest', { time: formatSeconds(one.rest_seconds) });
  const done = formatNumber(one.loaded + one.repeated + one.quarantined);
  return (
    <div className="stack">
      <ProgressBar rate={one.progress} label={t('imports.progress')} />
      <div className="row">
        <span aria-live="polite">
          {one.state === 'queued'
            ? t('imports.waiting')
            : t('imports.doneOf', { done, read: formatNumber(one.rows_read) })}{' '}
          {rest}
        </span>
        <span className="spring" />
        <span className="muted">{t('imports.mayLeave')}</span>
        {can('imports.run') && (
          <Button danger busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('imports.stop')}
          </Button>
        )}
      </div>
      {stop.error && <ProblemView error={stop.error} />}
    </div>
  );
}
