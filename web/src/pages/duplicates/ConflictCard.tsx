/** One conflict: what was seen with whom, the people side by side, and what is decided about them. */

import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Conflict, Decision } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant } from '../../ui/format';
import { toast } from '../../ui/toasts';
import { useKindLabel } from '../members/IdentifierChips';
import { Beside } from './Beside';
import { useReference } from './useReference';

type Props = { conflict: Conflict; onDone: () => void };
type Verdict = Decision['verdict'];

export function ConflictCard({ conflict, onDone }: Props) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const failed = useFailed();
  const undo = useMutation({
    mutationFn: (decision: number) => post(api(`/decisions/${decision}/undos`)),
    onSuccess: () => {
      toast(t('duplicates.undone'));
      onDone();
    },
    onError: failed,
  });
  const decide = useMutation({
    mutationFn: (verdict: Verdict) => post<Decision>(api(`/conflicts/${conflict.id}/decisions`), { verdict }),
    onSuccess: (decision) => {
      toast(t(`duplicates.done.${decision.verdict}`), {
        label: t('duplicates.undo'),
        act: () => undo.mutate(decision.id),
      });
      onDone();
    },
    onError: failed,
  });
  const busy = decide.isPending || undo.isPending;
  return (
    <article className="conflict">
      <header>
        <Heading conflict={conflict} />
        {can('members.link') &&
          (conflict.decision ? (
            <Button small busy={busy} onClick={() => conflict.decision && undo.mutate(conflict.decision.id)}>
              {t('duplicates.undo')}
            </Button>
          ) : (
            <span className="acts">
              <Button small busy={busy} onClick={() => decide.mutate('apart')}>
                {t('duplicates.apart')}
              </Button>
              <Button small kind="primary" busy={busy} onClick={() => decide.mutate('one')}>
                {t('duplicates.merge')}
              </Button>
            </span>
          ))}
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
        {t(`duplicates.why.${conflict.why}`, { n: members.length })}
      </h2>
      <p className="muted small">
        {t('duplicates.since', { at, from: reference(conflict.reference) })}
        {decision &&
          ` · ${t(`duplicates.decided.${decision.verdict}`, {
            by: decision.by,
            at: formatInstant(decision.at, workspace.zone),
          })}`}
      </p>
    </div>
  );
}

function useFailed(): (error: unknown) => void {
  const text = useText();
  const { t } = useTranslation();
  return (error) => toast(error instanceof ApiProblem ? text(error.problem.message) : t('duplicates.failed'));
}
