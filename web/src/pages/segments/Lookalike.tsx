/** The look-alikes of a segment in an answer, how good they are, and what makes them alike. */

import type { LookalikeReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { Fact, How } from '../behaviour/Facts';
import { useLevelName } from '../portraits/words';

type Props = { report: LookalikeReport; label: string; busy: boolean };

export function Lookalike({ report, label, busy }: Props) {
  const { t } = useTranslation();
  const { quality } = report;
  const times = (lift: number | null) => (lift == null ? '–' : `${formatNumber(lift, 1)}×`);
  const trust = quality.auc == null ? 'unknown' : quality.auc < 0.6 ? 'poor' : 'good';
  return (
    <div className="stack" aria-busy={busy}>
      <p className="answer">
        {t(`lookalike.answer.${trust}`, {
          label,
          size: formatNumber(report.size),
          others: formatNumber(report.others),
          lift: times(quality.lift),
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(report.as_of) })}</span>
      </p>
      <dl className="kpis">
        <Fact label={t('lookalike.seed')} value={<Num value={report.seed} formula={t('lookalike.seedAbout')} />} />
        <Fact label={t('lookalike.found')} value={<Num value={report.size} formula={t('lookalike.foundAbout')} />} />
        <Fact
          label={t('lookalike.auc')}
          value={<Num value={quality.auc} digits={3} formula={t('lookalike.aucAbout')} />}
        />
        <Fact
          label={t('lookalike.lift')}
          value={<span data-tip={t('lookalike.liftAbout')}>{times(quality.lift)}</span>}
        />
      </dl>
      <div className="halves">
        <Panel flush title={t('lookalike.reasons')}>
          <Reasons report={report} />
        </Panel>
        <Panel flush title={t('lookalike.lifts')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('lookalike.best')}</th>
                <th className="amount">{t('lookalike.lift')}</th>
              </tr>
            </thead>
            <tbody>
              {quality.lifts.map((one) => (
                <tr key={one.share}>
                  <td>{t('lookalike.bestShare', { share: formatRate(one.share, 0) })}</td>
                  <td className="amount">{times(one.lift)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="muted small table-note">
            {t('lookalike.heldOut', { count: quality.held_out, seed: formatNumber(quality.held_out_seed) })}
          </p>
        </Panel>
      </div>
      <How points={[1, 2, 3, 4].map((place) => t(`lookalike.how${place}`))} />
    </div>
  );
}

function Reasons({ report }: { report: LookalikeReport }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useLevelName();
  if (report.reasons.length === 0) return <p className="muted">{t('lookalike.noReason')}</p>;
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('portraits.trait')}</th>
            <th className="amount">{t('lookalike.share')}</th>
            <th className="amount">{t('lookalike.shareOfOthers')}</th>
            <th className="amount" data-tip={t('lookalike.pointsAbout')}>
              {t('lookalike.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.reasons.map((one) => (
            <tr key={`${one.kind}/${one.name}`}>
              <td>
                {text(one.label)}
                <div className="muted small">{nameOf(one.level, one)}</div>
              </td>
              <td className="amount">
                <Rate value={one.share} />
              </td>
              <td className="amount">
                <Rate value={one.share_of_others} />
              </td>
              <td className="amount">
                <Num value={one.points} digits={2} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
