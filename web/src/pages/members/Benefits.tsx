/** Points and coupons of a member, as other systems booked them. */

import type { Benefits as Shown } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatDay, formatInstant, formatNumber } from '../../ui/format';
import { Money } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

export function Benefits({ benefits }: { benefits: Shown }) {
  return (
    <div className="stack">
      <Points points={benefits.points} />
      <Coupons coupons={benefits.coupons} />
    </div>
  );
}

function Points({ points }: { points: Shown['points'] }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (points.entries === 0) return null;
  return (
    <Panel flush title={t('benefits.points', { balance: formatNumber(points.balance) })}>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('benefits.at')}</th>
              <th>{t('benefits.reason')}</th>
              <th>{t('benefits.order')}</th>
              <th className="amount">{t('benefits.delta')}</th>
            </tr>
          </thead>
          <tbody>
            {points.latest.map((entry, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be equal in everything
              <tr key={at}>
                <td>
                  <time>{formatInstant(entry.occurred_at, workspace.zone)}</time>
                </td>
                <td>{entry.reason ?? '–'}</td>
                <td className="mono">{entry.order_key ?? '–'}</td>
                <td className="amount">
                  {entry.delta > 0 ? `+${formatNumber(entry.delta)}` : formatNumber(entry.delta)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {points.entries > points.latest.length && (
        <p className="muted">{t('benefits.latest', { count: points.latest.length, all: points.entries })}</p>
      )}
    </Panel>
  );
}

function Coupons({ coupons }: { coupons: Shown['coupons'] }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (coupons.length === 0) return null;
  return (
    <Panel flush title={t('benefits.coupons')}>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('benefits.coupon')}</th>
              <th>{t('benefits.state')}</th>
              <th>{t('benefits.at')}</th>
              <th>{t('benefits.until')}</th>
              <th className="amount">{t('benefits.value')}</th>
            </tr>
          </thead>
          <tbody>
            {coupons.map((coupon) => (
              <tr key={coupon.coupon_key}>
                <td className="mono">{coupon.coupon_key}</td>
                <td>{t(`benefits.is.${coupon.type}`)}</td>
                <td>
                  <time>{formatInstant(coupon.occurred_at, workspace.zone)}</time>
                </td>
                <td>
                  <time>{formatDay(coupon.expires_on)}</time>
                </td>
                <td className="amount">
                  <Money minor={coupon.value_minor} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
