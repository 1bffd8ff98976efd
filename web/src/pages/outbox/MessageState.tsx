/** The state of a message as a chip, with the rule or reason that stopped it. */

import type { OutMessage } from '../../api/types';
import { useText, useTranslation } from '../../i18n';

type Props = { message: Pick<OutMessage, 'state' | 'rule_label' | 'reason'> };

const LOOKS: Record<OutMessage['state'], string> = {
  waiting: '',
  deferred: 'warn',
  sending: 'on',
  sent: 'good',
  delivered: 'good',
  failed: 'bad',
  dropped: '',
  uncertain: 'warn',
};

export function MessageState({ message }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const why = text(message.rule_label) || message.reason;
  return (
    <span className="row">
      <span className={`chip ${LOOKS[message.state]}`}>{t(`outbox.state.${message.state}`)}</span>
      {why && (
        <span className="muted" title={message.reason || undefined}>
          {why}
        </span>
      )}
    </span>
  );
}
