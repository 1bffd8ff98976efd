/** What the rule means now: how many members, which share, a few of them. */

import { Link } from 'react-router';
import type { Preview } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatDay, formatNumber } from '../../ui/format';
import { Money, Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import type { LivePreview } from './usePreview';

export function Live({ preview }: { preview: LivePreview }) {
  const { t } = useTranslation();
  const { data, error, stale } = preview;
  return (
    <Panel title={t('segments.live')} extra={data && !error && <Took ms={data.took_ms} />}>
      <div className={stale ? 'live stale' : 'live'} aria-busy={stale}>
        {error && <ProblemView error={error} onRetry={error.status === 0 ? () => void preview.refetch() : undefined} />}
        {!error && data && <Size preview={data} />}
        {!error && !data && <p className="muted">{t('segments.counting')}</p>}
      </div>
    </Panel>
  );
}

function Took({ ms }: { ms: number }) {
  const { t } = useTranslation();
  return <span className="muted small num">{t('segments.took', { ms: formatNumber(ms) })}</span>;
}

function Size({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="live-size" role="status">
        <strong className="num">{formatNumber(preview.size)}</strong>
        <span className="muted num">{t('segments.ofBase', { base: formatNumber(preview.base) })}</span>
        <span className="spring" />
        <Rate value={preview.share} formula={t('segments.shareAbout')} />
      </div>
      <div className="bar-track">
        <span className="bar" style={{ width: `${Math.min(100, preview.share * 100)}%` }} />
      </div>
      {preview.base === 0 && <NobodyYet />}
      {preview.sample.length > 0 && <Sample rows={preview.sample} />}
    </>
  );
}

function NobodyYet() {
  const { t } = useTranslation();
  const { page, can } = useAccess();
  return (
    <p className="muted">
      {t('segments.nobodyYet')}{' '}
      {can('imports.run') && <Link to={page('/imports/new')}>{t('segments.importFirst')}</Link>}
    </p>
  );
}

export function Sample({ rows }: { rows: Preview['sample'] }) {
  const { t } = useTranslation();
  const { page, can } = useAccess();
  const name = (row: Preview['sample'][number]) => row.name || t('members.unnamed', { id: row.member_id });
  return (
    <table className="plain-table sample" aria-label={t('segments.sample')}>
      <thead>
        <tr>
          <th scope="col">{t('segments.member')}</th>
          <th scope="col" className="amount">
            {t('segments.ordersTotal')}
          </th>
          <th scope="col" className="amount">
            {t('segments.moneyTotal')}
          </th>
          <th scope="col" className="amount">
            {t('segments.lastOrder')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.member_id}>
            <td>
              {can('members.view') ? (
                <Link to={page(`/members/${row.member_id}`)} target="_blank">
                  {name(row)}
                </Link>
              ) : (
                name(row)
              )}
            </td>
            <td className="amount">
              <Num value={row.orders_total} />
            </td>
            <td className="amount">
              <Money minor={row.money_total_minor} short />
            </td>
            <td className="amount">{formatDay(row.last_order_on)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
