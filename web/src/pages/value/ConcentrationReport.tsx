/** How much of the revenue how few members bring: the curve, Gini, the head, and deciles. */

import type { Concentration } from '../../api/types';
import { useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Money, Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { Fact } from './Fact';
import { ShareBar } from './ShareBar';
import { SuperUserCurve } from './SuperUserCurve';

export function ConcentrationReport({ found }: { found: Concentration }) {
  const { t } = useTranslation();
  if (found.members === 0) return <EmptyView title={t('value.empty')} about={t('value.emptyAbout')} />;
  const { head } = found;
  const answer = t('value.headAnswer', {
    share: formatRate(head.share_of_members),
    members: formatNumber(head.members),
    money: formatRate(head.target, 0),
    ratio: formatNumber(head.value_ratio, 1),
  });
  return (
    <div className="stack">
      <p className="answer">
        {answer}
        <span className="muted"> {t('value.asOf', { day: formatDay(found.as_of) })}</span>
      </p>
      <dl className="kpis">
        <Fact label={t('value.buyers')}>
          <Num value={found.members} />
        </Fact>
        <Fact label={t('value.revenue', { days: found.days })}>
          <Money minor={found.money_minor} short />
        </Fact>
        <Fact label={t('value.gini')}>
          <Num value={found.gini} digits={3} formula={t('value.giniAbout')} />
        </Fact>
        <Fact label={t('value.headRatio')}>
          <Num value={head.value_ratio} digits={1} formula={t('value.headRatioAbout')} />
        </Fact>
      </dl>
      <div className="halves">
        <SuperUserCurve found={found} />
        <Panel flush title={t('value.deciles')}>
          <Deciles deciles={found.deciles} />
        </Panel>
      </div>
    </div>
  );
}

function Deciles({ deciles }: { deciles: Concentration['deciles'] }) {
  const { t } = useTranslation();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('value.decile')}</th>
            <th className="amount">{t('value.members')}</th>
            <th className="amount">{t('value.money')}</th>
            <th className="amount">{t('value.perMember')}</th>
            <th>{t('value.moneyShare')}</th>
          </tr>
        </thead>
        <tbody>
          {deciles.map((each) => (
            <tr key={each.decile}>
              <td className="nowrap">{t('value.decileOf', { from: (each.decile - 1) * 10, to: each.decile * 10 })}</td>
              <td className="amount">
                <Num value={each.members} />
              </td>
              <td className="amount">
                <Money minor={each.money_minor} short />
              </td>
              <td className="amount">
                <Money minor={each.members ? each.money_minor / each.members : null} short />
              </td>
              <td>
                <ShareBar share={each.money_share} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
