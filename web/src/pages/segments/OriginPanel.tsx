/** Where the members of a frozen copy come from: when, of what, by whom, and how well look-alikes were told apart. */

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SegmentOrigin } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatActor, formatInstant, formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function OriginPanel({ origin }: { origin: SegmentOrigin }) {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const { segment, version, told } = origin;
  return (
    <Panel title={t('segments.origin')}>
      <p className="origin-words">{t(`segments.originIs.${origin.made}`)}</p>
      <dl className="facts">
        <Told label={t('segments.originAt')}>{formatInstant(origin.at, workspace.zone)}</Told>
        {segment && (
          <Told label={t('segments.originOf')}>
            <Link to={page(`/segments/${segment}`)}>{segment}</Link>{' '}
            <span className="muted">{t('documents.versionIs', { version })}</span>
          </Told>
        )}
        <Told label={t('segments.originBy')}>{formatActor(origin.by)}</Told>
        {told && (
          <>
            <Told label={t('lookalike.auc')}>{formatNumber(told.quality.auc, 3)}</Told>
            <Told label={t('lookalike.lift')}>
              {told.quality.lift == null ? '–' : `${formatNumber(told.quality.lift, 1)}×`}
            </Told>
          </>
        )}
      </dl>
    </Panel>
  );
}

function Told({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
