/** How many messages are in which state, each a way to see only those; under them the rules that stopped some. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { MessageCount } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';

type Props = { state: string; rule: string; onPick: (state: string, rule: string) => void };

const STATES = ['waiting', 'deferred', 'sending', 'sent', 'delivered', 'uncertain', 'failed', 'dropped'] as const;

export function Counts({ state, rule, onPick }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const path = useAccess().api('/message-counts');
  const { data } = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<MessageCount[]>(path, undefined, signal),
    refetchInterval: 5_000,
  });
  if (!data?.length) return null;
  const rules = data.filter((one) => one.rule && (!state || one.state === state));
  return (
    <section className="stack" aria-label={t('outbox.counts')}>
      <div className="row">
        {STATES.map((name) => {
          const count = data.filter((one) => one.state === name).reduce((sum, one) => sum + one.count, 0);
          if (!count) return null;
          return (
            <button
              key={name}
              type="button"
              className={`chip ${state === name ? 'on' : ''}`}
              aria-pressed={state === name}
              onClick={() => onPick(state === name ? '' : name, '')}
            >
              {t(`outbox.state.${name}`)} {formatNumber(count)}
            </button>
          );
        })}
      </div>
      {rules.length > 0 && (
        <div className="row">
          <span className="muted small">{t('outbox.byRule')}</span>
          {rules.map((one) => (
            <button
              key={`${one.state}-${one.rule}`}
              type="button"
              className={`chip ${rule === one.rule ? 'on' : ''}`}
              aria-pressed={rule === one.rule}
              onClick={() => onPick(one.state, rule === one.rule ? '' : one.rule)}
            >
              {text(one.rule_label)} {formatNumber(one.count)}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
