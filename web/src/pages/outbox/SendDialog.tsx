/** A send to a segment: what and to whom, what the policy would make of it, and only then the act, confirmed by its name. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { post } from '../../api/client';
import type { MessageBatchDetail, MessageForecast } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import { ForecastView } from './ForecastView';
import { WishForm } from './WishForm';
import { asWish, isComplete, NOTHING, type Typed } from './wish';

export default function SendDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState<Typed>({ ...NOTHING, segment: params.get('segment') ?? '' });
  const [confirmed, setConfirmed] = useState('');
  const forecast = useMutation({
    mutationFn: (wish: Typed) => post<MessageForecast>(api('/batch-forecasts'), asWish(wish)),
  });
  const send = useMutation({
    mutationFn: (wish: Typed) => post<MessageBatchDetail>(api('/batches'), asWish(wish)),
    onSuccess: async () => {
      toast(t('outbox.started'));
      await queries.invalidateQueries();
      setParams({ tab: 'batches' }, { replace: true });
      onClose();
    },
  });
  function change(part: Partial<Typed>) {
    setTyped({ ...typed, ...part });
    setConfirmed('');
    forecast.reset();
  }
  const error = forecast.error ?? send.error;
  const foot = (
    <>
      <Button onClick={onClose}>{t('parts.cancel')}</Button>
      {forecast.data ? (
        <Button
          kind="primary"
          danger
          busy={send.isPending}
          disabled={confirmed.trim() !== typed.name.trim()}
          onClick={() => send.mutate(typed)}
        >
          {t('outbox.sendNow')}
        </Button>
      ) : (
        <Button
          kind="primary"
          busy={forecast.isPending}
          disabled={!isComplete(typed)}
          onClick={() => forecast.mutate(typed)}
        >
          {t('outbox.forecast')}
        </Button>
      )}
    </>
  );
  return (
    <Dialog wide stays title={t('outbox.send')} onClose={onClose} foot={foot}>
      <div className="stack">
        <WishForm typed={typed} onChange={change} />
        {forecast.data && (
          <>
            <ForecastView forecast={forecast.data} />
            <Field label={t('outbox.confirm', { name: typed.name.trim() })} hint={t('outbox.confirmHint')}>
              {(wired) => (
                <Input
                  {...wired}
                  autoComplete="off"
                  className="short"
                  value={confirmed}
                  onChange={({ target }) => setConfirmed(target.value)}
                />
              )}
            </Field>
          </>
        )}
        {error && <ProblemView error={error} />}
      </div>
    </Dialog>
  );
}
