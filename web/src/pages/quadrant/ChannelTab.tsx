/** Which ways of contact fit: what the operator knows, the numbers of the brand, and each way with its reasons. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Channels } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatMoney, formatNumber, minorPerMajor } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { NumberInput } from '../../ui/NumberInput';
import { Money, Num, Rate } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { useAddress } from '../behaviour/asked';
import { Choice } from '../behaviour/Controls';
import { Fact, How } from '../behaviour/Facts';

const ANSWERS = {
  industry: ['fresh', 'community', 'beauty', 'apparel', 'mother_baby', 'consumer_goods', 'retailer', 'other'],
  elderly: ['yes', 'no'],
  guides: ['yes', 'no'],
};

export function ChannelTab({ days }: { days: number }) {
  const { t } = useTranslation();
  const { api, workspace } = useAccess();
  const { value, put } = useAddress();
  const path = api('/value/channels');
  const scale = minorPerMajor(workspace.currency);
  const dear = value('dear') && Number(value('dear')) >= 0 ? Number(value('dear')) : undefined;
  const chosen = (name: keyof typeof ANSWERS) => (ANSWERS[name].includes(value(name)) ? value(name) : undefined);
  const query = {
    days,
    dear: dear === undefined ? undefined : Math.round(dear * scale),
    industry: chosen('industry'),
    elderly: chosen('elderly'),
    guides: chosen('guides'),
  };
  const report = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Channels>(path, query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <div className="report-controls">
        {(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map((name) => (
          <Choice
            key={name}
            label={t(`quadrant.ask.${name}`)}
            value={chosen(name) ?? ''}
            options={[
              { value: '', label: t('quadrant.unanswered') },
              ...ANSWERS[name].map((each) => ({ value: each, label: t(`quadrant.answerIs.${each}`) })),
            ]}
            onChange={(next) => put({ [name]: next })}
          />
        ))}
        <span className="choice">
          <span className="muted small">{t('quadrant.dear')}</span>
          <NumberInput
            label={t('quadrant.dear')}
            className="day"
            min={0}
            value={dear ?? (report.data ? report.data.dear_minor / scale : null)}
            onChange={(next) => put({ dear: String(next) })}
          />
        </span>
      </div>
      <Loaded query={report} rows={8}>
        {(found) => <Report found={found} />}
      </Loaded>
    </div>
  );
}

function Report({ found }: { found: Channels }) {
  const { t } = useTranslation();
  const text = useText();
  const { currency } = useAccess().workspace;
  if (!found.buyers) return <EmptyView title={t('value.empty')} about={t('value.emptyAbout')} />;
  const fitting = found.ways.filter((way) => way.verdict === 'fits').map((way) => text(way.label));
  const numbers = {
    basket: formatMoney(found.basket_minor, currency),
    cycle: formatNumber(found.cycle_days, 1),
    frequency: formatNumber(found.frequency, 1),
    days: found.days,
  };
  return (
    <div className="stack">
      <p className="answer">
        {fitting.length
          ? t('quadrant.fitting', { ways: fitting.join(t('quadrant.comma')), ...numbers })
          : t('quadrant.noneFitting', numbers)}
        <span className="muted"> {t('value.asOf', { day: formatDay(found.as_of) })}</span>
      </p>
      <dl className="kpis">
        <Fact
          label={t('quadrant.basket')}
          value={<Money minor={found.basket_minor} formula={t('quadrant.basketAbout', numbers)} />}
        />
        <Fact
          label={t('quadrant.often')}
          value={<Num value={found.frequency} digits={1} formula={t('quadrant.oftenAbout', numbers)} />}
        />
        <Fact
          label={t('quadrant.cycle')}
          value={
            <Num
              value={found.cycle_days}
              digits={1}
              formula={t('quadrant.cycleAbout', { members: formatNumber(found.repeaters) })}
            />
          }
        />
        <Fact
          label={t('quadrant.storeShare')}
          value={
            <Rate
              value={found.store_share}
              formula={t('quadrant.storeShareAbout', { stores: formatNumber(found.stores) })}
            />
          }
        />
        <Fact
          label={t('quadrant.reachable')}
          value={
            <Rate
              value={found.members ? found.reachable / found.members : null}
              formula={t('quadrant.reachableAbout', { members: formatNumber(found.reachable) })}
            />
          }
        />
      </dl>
      <Ways found={found} />
      <How
        points={[
          ...found.unknown.map((name) => t(`quadrant.notKnown.${name}`)),
          t('quadrant.channelHow.rules'),
          t('quadrant.channelHow.cycle'),
        ]}
      />
    </div>
  );
}

function Ways({ found }: { found: Channels }) {
  const { t } = useTranslation();
  const text = useText();
  const keys = ['way', 'verdict', 'because', 'open'];
  const asks = (way: Channels['ways'][number]) => way.asks.map((ask) => t(`quadrant.ask.${ask}`)).join(' · ');
  const csv = () => ({
    header: keys.map((key) => t(`quadrant.column.${key}`)),
    rows: found.ways.map((way) => [
      text(way.label),
      t(`quadrant.verdict.${way.verdict}`),
      way.because.map(text).join(t('quadrant.comma')),
      asks(way),
    ]),
  });
  const heads = keys.map((key) => ({ label: t(`quadrant.column.${key}`) }));
  return (
    <Sheet title={t('quadrant.ways')} name="channel-fit" heads={heads} csv={csv}>
      {found.ways.map((way) => (
        <tr key={way.name}>
          <td className="nowrap">{text(way.label)}</td>
          <td className="nowrap">
            <span className={`chip ${way.verdict === 'fits' ? 'on' : ''}`}>{t(`quadrant.verdict.${way.verdict}`)}</span>
          </td>
          <td className="wordy small">
            <ul className="reasons">
              {way.because.map((reason) => (
                <li key={reason.en}>{text(reason)}</li>
              ))}
            </ul>
          </td>
          <td className="wordy small muted">{asks(way) || '–'}</td>
        </tr>
      ))}
    </Sheet>
  );
}
