/** The rates of hits of each way to recommend, with how sure the gain over popularity is. */

import type { RecommendationReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { Num, Points, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

export function HitTable({ report }: { report: RecommendationReport }) {
  const { t } = useTranslation();
  const { top } = report;
  return (
    <Panel flush title={t('next.table', { top })}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('next.mode')}</th>
            <th className="amount">{t('next.tested')}</th>
            <th className="amount">{t('next.model')}</th>
            <th className="amount">{t('next.popular')}</th>
            <th className="amount">{t('next.gain')}</th>
          </tr>
        </thead>
        <tbody>
          {report.modes.map((one) => (
            <tr key={one.mode}>
              <td>{t(`next.modes.${one.mode}`)}</td>
              <td className="amount">
                <Num value={one.tested} formula={t(`next.testedAbout.${one.mode}`, { days: report.days })} />
              </td>
              <td className="amount">
                <Rate value={one.model[top - 1]} formula={t('next.rateAbout', { top })} />
              </td>
              <td className="amount">
                <Rate value={one.popular[top - 1]} formula={t('next.popularAbout')} />
              </td>
              <td className="amount">
                <Points change={one.gain} formula={t('next.gainAbout', { error: formatNumber(one.error * 100, 1) })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
