/** Who may stand behind a code, who does now, and how many contacts each was added by. */

import type { ContactCode } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant, formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function PeopleTable({ code }: { code: ContactCode }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const cap = code.daily_cap;
  return (
    <Panel flush title={t('contactCodes.people')}>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('contactCodes.userid')}</th>
              <th scope="col">{t('contactCodes.state')}</th>
              <th scope="col" className="amount">
                {t('contactCodes.adds_today')}
              </th>
              <th scope="col" className="amount">
                {t('contactCodes.adds30')}
              </th>
              <th scope="col">{t('contactCodes.lastAt')}</th>
            </tr>
          </thead>
          <tbody>
            {code.people.map((one) => (
              <tr key={one.userid}>
                <td className="mono">{one.userid}</td>
                <td>
                  {one.is_standing && <span className="chip good">{t('contactCodes.stands')}</span>}{' '}
                  {one.is_backup && <span className="chip">{t('contactCodes.backup')}</span>}{' '}
                  {one.is_absent && <span className="chip bad">{t('contactCodes.absent')}</span>}{' '}
                  {cap !== null && !one.is_backup && one.today >= cap && (
                    <span className="chip warn">{t('contactCodes.full')}</span>
                  )}
                </td>
                <td className="amount num">
                  {formatNumber(one.today)}
                  {cap !== null && !one.is_backup && <span className="muted"> / {formatNumber(cap)}</span>}
                </td>
                <td className="amount num">{formatNumber(one.adds)}</td>
                <td>
                  <time>{formatInstant(one.last_at, workspace.zone)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
