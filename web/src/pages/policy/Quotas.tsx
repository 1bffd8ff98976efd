/** What platforms permit, as it stands in the document, each number with the day it was known on. */

import type { PolicyDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatDay } from '../../ui/format';

export function Quotas({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('policy.transport')}</th>
            <th>{t('policy.permits')}</th>
            <th>{t('policy.asOf')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(document.quotas).map(([name, quota]) => (
            <tr key={name}>
              <td className="mono">{name}</td>
              <td>
                {quota.each.map(({ most, per }) => (
                  <div key={per}>
                    {most === 'days_of_month' ? t('policy.daysOfMonth') : t(`policy.per.${per}`, { most })}
                  </div>
                ))}
              </td>
              <td>
                <time>{formatDay(quota.as_of)}</time>
              </td>
            </tr>
          ))}
          {Object.entries(document.grants).flatMap(([family, acts]) =>
            Object.entries(acts).map(([act, { messages, within }]) => (
              <tr key={`${family}-${act}`}>
                <td>{t('policy.after', { act: t(`policy.acts.${act}`, { defaultValue: act }) })}</td>
                <td>
                  {t(messages ? 'policy.messages' : 'policy.anyMessages', { count: messages ?? 0 })}
                  {within && ` · ${within}`}
                </td>
                <td>
                  <time>{formatDay(document.grants_as_of)}</time>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p className="muted small">{t('policy.platformsHint')}</p>
    </div>
  );
}
