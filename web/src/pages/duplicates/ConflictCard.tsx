/** One conflict: what was seen with whom, the people side by side, and what is decided about them. */

import type { Conflict } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatActor, formatInstant } from '../../ui/format';
import { useKindLabel } from '../members/IdentifierChips';
import { Beside } from './Beside';
import { useReference } from './useReference';
import { Verdicts } from './Verdicts';

type Props = { conflict: Conflict; onDone: () => void };

export function ConflictCard({ conflict, onDone }: Props) {
  return (
    <article className="conflict">
      <header>
        <Heading conflict={conflict} />
        <Verdicts question={`/conflicts/${conflict.id}`} decision={conflict.decision} onDone={onDone} />
      </header>
      <Beside members={conflict.members} />
    </article>
  );
}

function Heading({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const label = useKindLabel();
  const reference = useReference();
  const { identifier, decision, members } = conflict;
  const at = formatInstant(conflict.opened_at, workspace.zone);
  return (
    <div>
      <h2>
        {identifier && (
          <>
            {label(identifier.kind)} <span className="mono">{identifier.value}</span>{' '}
          </>
        )}
        {decision?.verdict === 'one'
          ? t('duplicates.whyOne')
          : t(`duplicates.why.${conflict.why}`, { n: members.length })}
      </h2>
      <p className="muted small">
        {t('duplicates.since', { at, from: reference(conflict.reference) })}
        {decision &&
          ` · ${t(`duplicates.decided.${decision.verdict}`, {
            by: formatActor(decision.by),
            at: formatInstant(decision.at, workspace.zone),
          })}`}
      </p>
    </div>
  );
}
