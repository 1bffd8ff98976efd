/** How the latest reading stands: its step and progress, or why it waits or ended. */

import type { ContactSync } from '../../api/types';
import { useTranslation } from '../../i18n';
import { ProblemNote } from '../../ui/ProblemView';
import { ProgressBar } from '../../ui/ProgressBar';

export function SyncState({ run }: { run: ContactSync }) {
  const { t } = useTranslation();
  return (
    <div className="stack" role="status">
      {!run.finished_at && (
        <>
          <p>
            {t('contacts.running', { step: t(`contacts.step.${run.step}`) })}{' '}
            {run.step === 'contacts' && t('contacts.staffDone', { done: run.staff_done, whole: run.staff_whole })}
          </p>
          <ProgressBar label={t('contacts.progress')} rate={rateOf(run)} />
        </>
      )}
      {run.error && <ProblemNote problem={run.error} />}
      {run.error && !run.finished_at && <p className="muted">{t('contacts.goesOn')}</p>}
    </div>
  );
}

function rateOf(run: ContactSync): number {
  const within = run.step === 'contacts' && run.staff_whole ? run.staff_done / run.staff_whole : 0;
  return (run.steps_done + within) / run.steps;
}
