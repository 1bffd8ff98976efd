/** From pool to pool: of those who entered one in the period and were not in the other, how many entered it, and how fast. */

import type { ConnectionReport, PoolCrossing } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatNumber, formatRate } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

const COLUMNS = ['source', 'target', 'entered', 'already', 'crossed', 'rate', 'rate_before', 'median_days'] as const;

export function CrossingTable({ report }: { report: ConnectionReport }) {
  const { t } = useTranslation();
  const text = useText();
  const { pools, crossings } = report;
  const save = () =>
    downloadCsv(
      'pool-crossings.csv',
      [...COLUMNS],
      crossings.map((one) => COLUMNS.map((name) => one[name])),
    );
  return (
    <Panel
      flush
      title={t('connections.crossings')}
      extra={
        <Button small onClick={save}>
          {t('parts.csv')}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('connections.crossings')}>
        <table className="plain-table data crossings">
          <thead>
            <tr>
              <th scope="col">{t('connections.from')}</th>
              {(['inPool', 'enteredIn'] as const).map((key) => (
                <th key={key} scope="col" className="amount">
                  {t(`connections.${key}`)}
                </th>
              ))}
              {pools.map((pool) => (
                <th key={pool.name} scope="col" className="amount">
                  → {text(pool.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pools.map((from) => (
              <tr key={from.name}>
                <th scope="row">{text(from.label)}</th>
                <td className="amount">
                  <Num value={from.members} />
                </td>
                <td className="amount">
                  <Num
                    value={from.entered}
                    formula={t('connections.enteredBefore', { text: formatNumber(from.entered_before) })}
                  />
                </td>
                {pools.map((to) => (
                  <td key={to.name} className="amount">
                    <Cell one={crossings.find(({ source, target }) => source === from.name && target === to.name)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Cell({ one }: { one?: PoolCrossing }) {
  const { t } = useTranslation();
  if (!one || one.rate == null) return <span className="muted">–</span>;
  const days = one.median_days == null ? '' : t('connections.median', { days: formatNumber(one.median_days, 1) });
  const about = t('connections.cellAbout', {
    crossed: formatNumber(one.crossed),
    could: formatNumber(one.entered - one.already),
    before: formatRate(one.rate_before),
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the counts must be reachable without a mouse
    <span className="crossing explained" tabIndex={0} data-tip={about}>
      <span className="crossing-rate">{formatRate(one.rate)}</span>
      <span className="muted small">{days}</span>
    </span>
  );
}
