/** The stages a member is in, by what was recorded, and the moves that led there. */

import { useState } from 'react';
import type { MemberStage } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatDay } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

const FIRST = 3;

export function Stages({ stages }: { stages: MemberStage[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('stages.panel')}>
      {stages.length === 0 && <p className="muted">{t('stages.panelNone')}</p>}
      {stages.map((one) => (
        <OneModel key={`${one.model}:${one.category ?? ''}`} one={one} />
      ))}
    </Panel>
  );
}

function OneModel({ one }: { one: MemberStage }) {
  const { t } = useTranslation();
  const text = useText();
  const [all, setAll] = useState(false);
  const gone = t('stages.gone');
  const moves = one.moves.filter((move) => move.before !== null);
  return (
    <div className="member-stage">
      <div className="member-stage-head">
        <span>{one.category ? `${text(one.label)} · ${one.category}` : text(one.label)}</span>
        <span className="nowrap">
          <strong>{text(one.stage_label) || gone}</strong>{' '}
          <span className="muted small">{t('stages.panelSince', { day: formatDay(one.since) })}</span>
        </span>
      </div>
      {moves.length > 0 && (
        <ul className="plain small muted" aria-label={t('stages.history')}>
          {moves.slice(0, all ? moves.length : FIRST).map((move) => (
            <li key={move.on}>
              {formatDay(move.on)}　{text(move.before_label)} → {text(move.stage_label) || gone}
            </li>
          ))}
        </ul>
      )}
      {!all && moves.length > FIRST && (
        <Button kind="link" small onClick={() => setAll(true)}>
          {t('memberTags.more', { count: moves.length - FIRST })}
        </Button>
      )}
    </div>
  );
}
