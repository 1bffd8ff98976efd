/** What each step up cost: entered by the brand for the two days, divided by who came up in between. */

import { lazy, Suspense, useState } from 'react';
import type { StageReport, StageStep } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatActor, formatDay } from '../../ui/format';
import { Money, Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

const CostDialog = lazy(() => import('./CostDialog'));

export function Steps({ report }: { report: StageReport }) {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useAccess();
  const [open, setOpen] = useState<StageStep | null>(null);
  const days = { since: formatDay(report.since), on: formatDay(report.on) };
  return (
    <Panel flush title={t('stages.steps')}>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('stages.into')}</th>
              <th className="amount">{t('stages.came')}</th>
              <th className="amount">{t('stages.spent')}</th>
              <th className="amount">{t('stages.costEach')}</th>
              {can('stages.edit') && <th />}
            </tr>
          </thead>
          <tbody>
            {report.steps.map((step) => (
              <tr key={step.stage}>
                <td>{text(step.label)}</td>
                <td className="amount">
                  <Num value={step.came} formula={t('stages.cameAbout')} />
                </td>
                <td className="amount">
                  {step.amount_minor == null ? (
                    <span className="muted">{t('stages.notEntered')}</span>
                  ) : (
                    <Money
                      minor={step.amount_minor}
                      formula={t('stages.enteredBy', { by: formatActor(step.by ?? '') })}
                    />
                  )}
                </td>
                <td className="amount">
                  {step.cost_minor == null ? '–' : <Money minor={step.cost_minor} formula={t('stages.costAbout')} />}
                </td>
                {can('stages.edit') && (
                  <td>
                    <Button kind="link" small onClick={() => setOpen(step)}>
                      {t('stages.enterCost')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted small table-note">{t('stages.stepsNote', days)}</p>
      {open && (
        <Suspense fallback={null}>
          <CostDialog report={report} step={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Panel>
  );
}
