/** Puts a weak tag away in one click; the news of it offers to bring it back. */

import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toasts';
import type { Trait } from './words';

export function Retire({ trait, onChanged }: { trait: Trait; onChanged: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { api, can } = useAccess();
  const path = (act: string) => api(`/tags/${trait.name}/${act}`);
  const say = (problem: unknown) => toast(text(asProblem(problem).problem.message));
  const restore = useMutation({ mutationFn: () => post(path('restorations')), onSuccess: onChanged, onError: say });
  const retire = useMutation({
    mutationFn: () => post(path('retirements')),
    onSuccess: () => {
      toast(t('portraits.retired', { tag: text(trait.label) }), { label: t('tags.undo'), act: () => restore.mutate() });
      onChanged();
    },
    onError: say,
  });
  if (!can('tags.edit')) return null;
  return (
    <Button
      kind="text"
      small
      busy={retire.isPending}
      data-tip={t('portraits.retireAbout')}
      aria-label={t('portraits.retireOf', { tag: text(trait.label) })}
      onClick={() => retire.mutate()}
    >
      {t('portraits.retire')}
    </Button>
  );
}
