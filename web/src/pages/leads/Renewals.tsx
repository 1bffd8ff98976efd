/** Customers whose contract is to be renewed soon, or should have been, each a segment to work on. */

import type { LeadSpread, Rule } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { SegmentLink } from '../stages/SegmentLink';

export function Renewals({ found }: { found: LeadSpread }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const { renewals } = found;
  const counts = { customers: formatNumber(renewals.customers), known: formatNumber(renewals.known) };
  const rows = [
    { key: 'soon', members: renewals.soon, rule: renewals.soon_rule as Rule },
    { key: 'late', members: renewals.late, rule: renewals.late_rule as Rule },
  ];
  return (
    <Panel title={t('leads.renewals')}>
      {renewals.known === 0 && <p className="muted">{t('leads.renewalsNone', counts)}</p>}
      {renewals.known > 0 && (
        <ul className="plain stack">
          {rows.map(({ key, members, rule }) => {
            const title = t(`leads.renewal.${key}`, { days: renewals.days });
            return (
              <li key={key} className="row">
                <span>{title}</span>
                <strong>{formatNumber(members)}</strong>
                {members > 0 && can('segments.edit') && (
                  <SegmentLink
                    label={title}
                    name={`renewal-${key}`}
                    title={{ 'zh-CN': title, en: title }}
                    rule={rule}
                  />
                )}
              </li>
            );
          })}
          <li className="muted small">{t('leads.renewalsOf', counts)}</li>
        </ul>
      )}
    </Panel>
  );
}
