/** What members will probably buy and spend, and how such a forecast did when it could be checked. */

import type { Forecast } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatDay, formatNumber } from '../../ui/format';
import { Note } from '../../ui/Note';
import { Money, Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { CalibrationChart } from './CalibrationChart';
import { Fact } from './Fact';
import { ShareBar } from './ShareBar';

export function ForecastReport({ found }: { found: Forecast }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <p className="answer">
        {t('value.forecastAnswer', {
          days: found.days,
          purchases: formatNumber(found.purchases, 0),
          alive: formatNumber(found.alive, 0),
          members: formatNumber(found.members),
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(found.as_of) })}</span>
      </p>
      <Trust found={found} />
      <Facts found={found} />
      {found.calibration && (
        <div className="halves">
          <CalibrationChart
            title={t('value.checkPurchases')}
            unit={t('value.checkPurchasesUnit')}
            name="forecast-purchases"
            bins={found.calibration.purchases}
            digits={1}
          />
          <CalibrationChart
            title={t('value.checkQuiet')}
            unit={t('value.checkQuietUnit')}
            name="forecast-quiet"
            bins={found.calibration.quiet}
            share
          />
        </div>
      )}
      <Panel flush title={t('value.forecastTenths', { days: found.days })}>
        <Tenths tenths={found.tenths} />
      </Panel>
      <How found={found} />
    </div>
  );
}

/** Whether the forecast is to be believed, with the reasons why not. */
function Trust({ found }: { found: Forecast }) {
  const { t } = useTranslation();
  const text = useText();
  const check = found.calibration;
  if (!check) return <Note tone="info" title={t('value.uncheckedForecast', { days: found.days })} />;
  const told = t('value.checked', {
    from: formatDay(check.split_on),
    days: check.days,
    told: formatNumber(check.told, 0),
    came: formatNumber(check.came, 0),
  });
  if (check.doubts.length === 0) return <Note tone="info" title={told} />;
  return (
    <Note tone="bad" title={t('value.doubtful')}>
      {told}
      <ul className="reasons">
        {check.doubts.map((doubt) => (
          <li key={doubt.en}>{text(doubt)}</li>
        ))}
      </ul>
    </Note>
  );
}

function Facts({ found }: { found: Forecast }) {
  const { t } = useTranslation();
  const check = found.calibration;
  return (
    <dl className="kpis">
      <Fact label={t('value.expectedPurchases', { days: found.days })}>
        <Num value={found.purchases} digits={0} formula={t('value.expectedPurchasesAbout')} />
      </Fact>
      <Fact label={t('value.expectedValue', { days: found.days })}>
        <Money
          minor={found.value_minor}
          short
          formula={t('value.expectedValueAbout', { rate: found.yearly_rate * 100 })}
        />
      </Fact>
      <Fact label={t('value.stillCustomers')}>
        <Rate value={found.members ? found.alive / found.members : null} formula={t('value.stillCustomersAbout')} />
      </Fact>
      {check && (
        <Fact label={t('value.dueCame')}>
          <Rate
            value={check.due.members ? check.due.came : null}
            formula={t('value.dueCameAbout', {
              members: formatNumber(check.due.members),
              told: Math.round(check.due.told * 100),
            })}
          />
        </Fact>
      )}
    </dl>
  );
}

function Tenths({ tenths }: { tenths: Forecast['tenths'] }) {
  const { t } = useTranslation();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('value.decile')}</th>
            <th className="amount">{t('value.members')}</th>
            <th className="amount">{t('value.stillCustomers')}</th>
            <th className="amount">{t('value.quiet')}</th>
            <th className="amount">{t('value.purchasesEach')}</th>
            <th className="amount">{t('value.valueEach')}</th>
            <th>{t('value.valueShare')}</th>
          </tr>
        </thead>
        <tbody>
          {tenths.map((each) => (
            <tr key={each.tenth}>
              <td className="nowrap">{t('value.decileOf', { from: (each.tenth - 1) * 10, to: each.tenth * 10 })}</td>
              <td className="amount">
                <Num value={each.members} />
              </td>
              <td className="amount">
                <Rate value={each.alive} />
              </td>
              <td className="amount">
                <Rate value={each.quiet} />
              </td>
              <td className="amount">
                <Num value={each.purchases} digits={1} />
              </td>
              <td className="amount">
                <Money minor={each.value_minor} short />
              </td>
              <td>
                <ShareBar share={each.share} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How it was computed: the models, their parameters, and what simpler ways would have told. */
function How({ found }: { found: Forecast }) {
  const { t } = useTranslation();
  const check = found.calibration;
  return (
    <div className="muted small">
      <p>{t('value.forecastHow')}</p>
      {found.models.map((model) => (
        <p key={model.name}>
          {t(`value.model.${model.name}`)}{' '}
          {Object.entries(model.params)
            .map(([name, value]) => `${GREEK[name] ?? name} = ${formatNumber(value, 3)}`)
            .join(' · ')}{' '}
          · ln L = {formatNumber(model.log_likelihood, 1)}
        </p>
      ))}
      {check && (
        <p>
          {t('value.besides', {
            error: formatNumber(check.error, 2),
            past: formatNumber(check.error_of_past_rate, 2),
            pareto: formatNumber(check.told_by_pareto, 0),
            rate: formatNumber(check.told_by_past_rate, 0),
            came: formatNumber(check.came, 0),
          })}
        </p>
      )}
    </div>
  );
}

const GREEK: Record<string, string> = { alpha: 'α', gamma: 'γ' };
