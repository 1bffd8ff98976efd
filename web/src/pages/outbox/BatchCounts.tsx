/** What became of the messages of a send, by state and rule. */

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { MessageBatch, MessageBatchDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';

export function BatchCounts({ batch }: { batch: MessageBatch }) {
  const { t } = useTranslation();
  const text = useText();
  const { api, page } = useAccess();
  const path = api(`/batches/${batch.id}`);
  const query = useQuery({
    queryKey: [path, batch.changed_at],
    queryFn: ({ signal }) => get<MessageBatchDetail>(path, undefined, signal),
    refetchInterval: 3_000,
  });
  return (
    <Loaded query={query} rows={2}>
      {({ counts }) => (
        <div className="row">
          {counts.map((one) => (
            <Link
              key={`${one.state}-${one.rule}`}
              className="chip"
              to={page(`/outbox?batch=${batch.id}&state=${one.state}${one.rule ? `&rule=${one.rule}` : ''}`)}
            >
              {t(`outbox.state.${one.state}`)}
              {one.rule && ` · ${text(one.rule_label)}`} {formatNumber(one.count)}
            </Link>
          ))}
          {counts.length === 0 && <span className="muted">{t('outbox.nothingYet')}</span>}
        </div>
      )}
    </Loaded>
  );
}
