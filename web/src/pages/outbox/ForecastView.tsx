/** What would become of a send: how many go, wait and are dropped, by which rule, with a few of each. */

import { Link } from 'react-router';
import type { MessageForecast } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatInstant, formatNumber, formatRate } from '../../ui/format';

export function ForecastView({ forecast }: { forecast: MessageForecast }) {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  const { audience, send, counts, sample } = forecast;
  return (
    <section className="stack" aria-label={t('outbox.forecast')}>
      <p>
        <strong>{t('outbox.wouldSend', { send: formatNumber(send), audience: formatNumber(audience) })}</strong>
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('outbox.verdictIs')}</th>
            <th>{t('outbox.rule')}</th>
            <th className="amount">{t('outbox.people')}</th>
            <th className="amount">{t('outbox.share')}</th>
            <th>{t('outbox.forExample')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((one) => (
            <tr key={`${one.verdict}-${one.rule}-${one.reason}`}>
              <td>
                <span className={`chip ${{ send: 'good', defer: 'warn', drop: '' }[one.verdict]}`}>
                  {t(`outbox.verdict.${one.verdict}`)}
                </span>
              </td>
              <td>
                {one.rule ? text(one.rule_label) : '–'}
                {one.until && (
                  <div className="muted small">
                    {t('outbox.waitsUntil', { at: formatInstant(one.until, workspace.zone) })}
                  </div>
                )}
                {one.reason && <div className="muted small">{one.reason}</div>}
              </td>
              <td className="amount">{formatNumber(one.count)}</td>
              <td className="amount">{formatRate(audience ? one.count / audience : 0)}</td>
              <td className="row">
                {sample
                  .filter(({ verdict, rule }) => verdict === one.verdict && rule === one.rule)
                  .slice(0, 3)
                  .map(({ member_id }) => (
                    <Link key={member_id} to={page(`/members/${member_id}`)}>
                      {t('members.number', { id: member_id })}
                    </Link>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
