/** One feature: what it is, how it is computed, when last, for how many members, and how it is spread over them. */

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { get } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { FeatureDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatNumber, formatUnit } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Num, Rate } from '../../ui/numbers';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Freshness } from './Freshness';
import { SpreadChart } from './SpreadChart';
import './features.css';

export default function FeaturePage() {
  const { t } = useTranslation();
  const text = useText();
  const { name = '' } = useParams();
  const { api, page } = useAccess();
  const path = api(`/features/${encodeURIComponent(name)}`);
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<FeatureDetail>(path, undefined, signal) });
  const missing = query.error instanceof ApiProblem && query.error.status === 404 ? query.error : null;
  return (
    <PageFrame
      title={query.data ? t('features.question', { label: text(query.data.label) }) : name}
      back={{ to: page('/features'), label: t('features.title') }}
      lead={query.data && <Answer feature={query.data} />}
    >
      {missing ? (
        <Panel>
          <EmptyView title={text(missing.problem.message)} about={t('features.missingAbout')} />
        </Panel>
      ) : (
        <Loaded query={query} rows={10}>
          {(feature) => <Body feature={feature} />}
        </Loaded>
      )}
    </PageFrame>
  );
}

/** The picture in one sentence. */
function Answer({ feature }: { feature: FeatureDetail }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const median = feature.quantiles.find((one) => one.at === 0.5)?.value;
  const shown = { members: formatNumber(feature.told), of: formatNumber(feature.run?.members) };
  if (!feature.run) return t('features.never');
  if (median == null) return t('features.answer', shown);
  return t('features.answerMedian', { ...shown, median: formatUnit(median, feature.unit, workspace.currency) });
}

function Body({ feature }: { feature: FeatureDetail }) {
  const members = feature.run?.members ?? 0;
  return (
    <>
      <Definition feature={feature} />
      {members > 0 && <SpreadChart feature={feature} />}
      {feature.quantiles.length > 0 && <Quantiles feature={feature} />}
      <Freshness run={feature.run} />
    </>
  );
}

function Definition({ feature }: { feature: FeatureDetail }) {
  const { t } = useTranslation();
  const text = useText();
  const { page } = useAccess();
  const members = feature.run?.members;
  return (
    <Panel title={t('features.definition')}>
      <dl className="facts">
        <Told label={t('features.about')}>{text(feature.about)}</Told>
        <Told label={t('features.name')}>
          <span className="mono">{feature.name}</span>
        </Told>
        <Told label={t('features.unit')}>{t(`units.${feature.unit}`)}</Told>
        <Told label={t('features.source')}>
          {feature.needs.length
            ? feature.needs.map((one, place) => (
                <span key={one.name}>
                  {place > 0 && t('parts.and')}
                  <Link to={page(`/features/${one.name}`)}>{text(one.label)}</Link>
                </span>
              ))
            : t(`features.from.${feature.source}`, { defaultValue: feature.source })}
        </Told>
        <Told label={t('features.known')}>
          <Num value={feature.known} />
          {members ? <Share part={feature.known} members={members} /> : null}
        </Told>
        <Told label={t('features.told')}>
          <Num value={feature.told} />
          {members ? <Share part={feature.told} members={members} /> : null}
        </Told>
      </dl>
    </Panel>
  );
}

function Told({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Share({ part, members }: { part: number; members: number }) {
  const { t } = useTranslation();
  const formula = t('features.shareIs', { part: formatNumber(part), members: formatNumber(members) });
  return (
    <>
      {' '}
      (<Rate value={part / members} formula={formula} />)
    </>
  );
}

function Quantiles({ feature }: { feature: FeatureDetail }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const shown = (value: number | null) => formatUnit(value, feature.unit, workspace.currency);
  return (
    <Panel title={t('features.quantiles')} flush>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th className="amount">{t('features.mean')}</th>
              {feature.quantiles.map(({ at }) => (
                <th key={at} className="amount">
                  {t([`features.at.${at * 100}`, 'features.atOther'], { percent: formatNumber(at * 100) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <td className="amount">{shown(feature.mean)}</td>
              {feature.quantiles.map(({ at, value }) => (
                <td key={at} className="amount">
                  {shown(value)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
