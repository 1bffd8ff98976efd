/** What each handler made of a callback; what failed and has no deadline can be tried again. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { Callback, CallbackHandling } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant } from '../../ui/format';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

export function Handlings({ callback, path }: { callback: Callback; path: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { api, can, workspace } = useAccess();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: (id: number) => post<CallbackHandling>(api(`/callback-handlings/${id}/retries`)),
    onSuccess: async () => {
      toast(t('callbacks.retried'));
      await queries.invalidateQueries({ queryKey: [path] });
    },
  });
  if (callback.handlings.length === 0) return <p className="muted">{t('callbacks.nobody')}</p>;
  return (
    <div className="stack">
      <dl className="pairs">
        {callback.handlings.map((one) => [
          <dt key={`${one.id} label`}>{text(one.label)}</dt>,
          <dd key={one.id}>
            <OutcomeChip outcome={one.outcome} />{' '}
            {one.over_at && <time className="muted">{formatInstant(one.over_at, workspace.zone, true)}</time>}{' '}
            {one.reason && text(one.reason)}{' '}
            {one.attempts > 1 && <span className="muted">{t('callbacks.attempts', { count: one.attempts })}</span>}{' '}
            {one.can_retry && can('events.edit') && (
              <Button small busy={retry.isPending} onClick={() => retry.mutate(one.id)}>
                {t('callbacks.retry')}
              </Button>
            )}
          </dd>,
        ])}
      </dl>
      {retry.error && <ProblemView error={retry.error} />}
    </div>
  );
}

const TONES: Record<string, string> = { failed: 'bad', late: 'warn', done: 'good' };

export function OutcomeChip({ outcome }: { outcome: string }) {
  const { t } = useTranslation();
  return <span className={`chip ${TONES[outcome] ?? ''}`}>{t(`callbacks.outcomes.${outcome}`)}</span>;
}
