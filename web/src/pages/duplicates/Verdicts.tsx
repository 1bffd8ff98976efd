/** The two answers to a question about who is who, or the way to take the given one back. */

import type { Decision } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { useDecide } from './useDecide';

type Props = { question: string; decision: Decision | null; because?: string; onDone: () => void };

export function Verdicts({ question, decision, because = '', onDone }: Props) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const { decide, undo, busy } = useDecide(question, because, onDone);
  if (!can('members.link')) return null;
  if (decision)
    return (
      <Button small busy={busy} onClick={() => undo(decision.id)}>
        {t('duplicates.undo')}
      </Button>
    );
  return (
    <span className="acts">
      <Button small busy={busy} onClick={() => decide('apart')}>
        {t('duplicates.apart')}
      </Button>
      <Button small kind="primary" busy={busy} onClick={() => decide('one')}>
        {t('duplicates.merge')}
      </Button>
    </span>
  );
}
