/** RFM: recency against frequency as a grid of members and money, and the classes they fall into. */

import type { Rfm } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatRate } from '../../ui/format';
import { Money, Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { RfmGrid } from './RfmGrid';
import { ShareBar } from './ShareBar';

export function RfmReport({ rfm }: { rfm: Rfm }) {
  const { t } = useTranslation();
  const text = useText();
  const best = [...rfm.classes].sort((one, other) => other.money_minor - one.money_minor)[0];
  const money = rfm.classes.reduce((sum, each) => sum + each.money_minor, 0);
  if (!best || money === 0) return <EmptyView title={t('value.empty')} about={t('value.emptyAbout')} />;
  const share = formatRate(best.money_minor / money);
  return (
    <div className="stack">
      <p className="answer">
        {t('value.rfmAnswer', {
          label: text(best.label),
          members: formatRate(best.share),
          money: share,
          days: rfm.days,
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(rfm.as_of) })}</span>
      </p>
      <div className="halves wide-right">
        <RfmGrid rfm={rfm} />
        <Panel flush title={t('value.classes')}>
          <ClassTable classes={rfm.classes} money={money} />
        </Panel>
      </div>
    </div>
  );
}

function ClassTable({ classes, money }: { classes: Rfm['classes']; money: number }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('value.class')}</th>
            <th className="amount">{t('value.members')}</th>
            <th className="amount">{t('value.memberShare')}</th>
            <th className="amount">{t('value.money')}</th>
            <th>{t('value.moneyShare')}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((each) => (
            <tr key={each.name}>
              <td>
                {text(each.label)}
                <div className="muted small nowrap">{text(each.rule)}</div>
              </td>
              <td className="amount">
                <Num value={each.members} />
              </td>
              <td className="amount">
                <Rate value={each.share} />
              </td>
              <td className="amount">
                <Money minor={each.money_minor} short />
              </td>
              <td>
                <ShareBar share={money ? each.money_minor / money : 0} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
