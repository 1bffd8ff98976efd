/** A business contact: the stage, by the rules or as set, and what the lead score is made of. */

import { lazy, Suspense, useState } from 'react';
import type { MemberLead } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatActor, formatInstant } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { PartList } from '../leads/PartList';
import '../leads/leads.css';

const StageDialog = lazy(() => import('./StageDialog'));

export function LeadScore({ lead, member }: { lead: MemberLead; member: number }) {
  const { t } = useTranslation();
  const text = useText();
  const { can, workspace } = useAccess();
  const [open, setOpen] = useState(false);
  const set = can('stages.edit') && (
    <Button kind="link" small onClick={() => setOpen(true)}>
      {t('leads.setStage')}
    </Button>
  );
  return (
    <Panel title={t('leads.panel')} extra={set}>
      <div className="member-stage-head">
        <span>{t('leads.stage')}</span>
        <span>
          <strong>{text(lead.stage_label)}</strong>{' '}
          <span className="muted small">
            {t(lead.is_set ? 'leads.isSet' : 'leads.isRuled', { stage: text(lead.ruled_label) })}
          </span>
        </span>
      </div>
      {lead.marks.length > 0 && (
        <ul className="plain small muted" aria-label={t('leads.marks')}>
          {lead.marks.slice(0, 5).map((mark) => (
            <li key={mark.at}>
              {formatInstant(mark.at, workspace.zone)}　{mark.stage === null ? t('leads.takenBack') : text(mark.label)}
              　{formatActor(mark.by)}
              {mark.why && `　${mark.why}`}
            </li>
          ))}
        </ul>
      )}
      <div className="member-stage-head">
        <span>{t('leads.score')}</span>
        <span>
          <strong>{lead.points}</strong> <span className="muted small">{t(`leads.bandIs.${lead.band}`)}</span>
        </span>
      </div>
      <PartList parts={lead.parts} points={lead.points} />
      {open && (
        <Suspense fallback={null}>
          <StageDialog member={member} lead={lead} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Panel>
  );
}
