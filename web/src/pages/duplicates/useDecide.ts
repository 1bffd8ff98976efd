/** Deciding a question about who is who and undoing it, with the news of it at the foot of the page. */

import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Decision } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { toast } from '../../ui/toasts';

export type Verdict = Decision['verdict'];

export function useDecide(question: string, because: string, onDone: () => void) {
  const { t } = useTranslation();
  const { api } = useAccess();
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
    mutationFn: (verdict: Verdict) => post<Decision>(api(`${question}/decisions`), { verdict, because }),
    onSuccess: (decision) => {
      toast(t(`duplicates.done.${decision.verdict}`), {
        label: t('duplicates.undo'),
        act: () => undo.mutate(decision.id),
      });
      onDone();
    },
    onError: failed,
  });
  return { decide: decide.mutate, undo: undo.mutate, busy: decide.isPending || undo.isPending };
}

function useFailed(): (error: unknown) => void {
  const text = useText();
  const { t } = useTranslation();
  return (error) => toast(error instanceof ApiProblem ? text(error.problem.message) : t('duplicates.failed'));
}
