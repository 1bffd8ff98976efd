/** Tries the draft on a segment: who would be written to now, who would wait, who not, and by which rule. */

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../../api/client';
import type { MessageForecast, MessageTransport, PolicyDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { ProblemView } from '../../ui/ProblemView';
import { useSegments } from '../behaviour/useSegments';
import { ForecastView } from '../outbox/ForecastView';

export function TryPolicy({ draft }: { draft: PolicyDocument }) {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const [segment, setSegment] = useState('');
  const [transport, setTransport] = useState('');
  const segments = useSegments().data?.items ?? [];
  const path = api('/transports');
  const transports =
    useQuery({ queryKey: [path], queryFn: ({ signal }) => get<MessageTransport[]>(path, undefined, signal) }).data ??
    [];
  const ask = useMutation({
    mutationFn: () =>
      post<MessageForecast>(api('/batch-forecasts'), {
        name: 'forecast',
        segment,
        transport,
        content: { text: '…' },
        policy: draft,
      }),
  });
  const choose = { value: '', label: t('outbox.choose') };
  return (
    <Panel title={t('policy.try')}>
      <div className="stack">
        <p className="muted">{t('policy.tryAbout')}</p>
        <span className="row">
          <PlainSelect
            label={t('outbox.audience')}
            value={segment}
            options={[choose, ...segments.map(({ name, label }) => ({ value: name, label: text(label) || name }))]}
            onChange={setSegment}
          />
          <PlainSelect
            label={t('outbox.transport')}
            value={transport}
            options={[choose, ...transports.map((one) => ({ value: one.name, label: text(one.label) }))]}
            onChange={setTransport}
          />
          <Button busy={ask.isPending} disabled={!segment || !transport} onClick={() => ask.mutate()}>
            {t('outbox.forecast')}
          </Button>
        </span>
        {ask.error && <ProblemView error={ask.error} />}
        {ask.data && <ForecastView forecast={ask.data} />}
      </div>
    </Panel>
  );
}
