/** The reasons for which letters are open, the commonest first, with what to do about all of one. */

import type { LetterReason } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import type { ListState } from '../../ui/useListState';
import type { Settling } from './settling';

type Props = { reasons: LetterReason[]; list: ListState; onSettle?: (settling: Settling) => void };

export function Reasons({ reasons, list, onSettle }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const chosen = list.value('code');
  return (
    <Panel flush title={t('letters.reasons')}>
      <ul className="reasons">
        {reasons.map((reason) => (
          <li key={reason.code} className={reason.code === chosen ? 'on' : undefined}>
            <strong className="num">{formatNumber(reason.count)}</strong>
            <span className="reason-words">
              {text(reason.message)} <span className="mono muted">{reason.code}</span>
            </span>
            <Button
              small
              aria-pressed={reason.code === chosen}
              onClick={() => list.set({ code: reason.code === chosen ? '' : reason.code, settled: '' })}
            >
              {t(reason.code === chosen ? 'letters.everyReason' : 'letters.only')}
            </Button>
            {onSettle && <Acts reason={reason} onSettle={onSettle} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Acts({ reason, onSettle }: { reason: LetterReason; onSettle: (settling: Settling) => void }) {
  const { t } = useTranslation();
  const { code, count, message, last } = reason;
  const which = { code, count, message, up_to: last };
  return (
    <>
      <Button small onClick={() => onSettle({ ...which, how: 'replays' })}>
        {t('letters.replayAll')}
      </Button>
      <Button small danger onClick={() => onSettle({ ...which, how: 'discards' })}>
        {t('letters.discardAll')}
      </Button>
    </>
  );
}
