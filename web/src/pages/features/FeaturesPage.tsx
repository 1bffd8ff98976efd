/** The registry of features: what is computed for every member, and how. */

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Feature } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { SearchInput } from '../../ui/SearchInput';
import './features.css';

export default function FeaturesPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/features');
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Feature[]>(path, undefined, signal),
    staleTime: 300_000,
  });
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  return (
    <PageFrame title={t('features.title')} lead={t('features.lead', { count: query.data?.length ?? 0 })}>
      <SearchInput
        label={t('features.search')}
        value={search}
        onType={(text) => setParams(text ? { search: text } : {}, { replace: true })}
      />
      <Loaded query={query}>{(features) => <Groups features={features} search={search} />}</Loaded>
    </PageFrame>
  );
}

function Groups({ features, search }: { features: Feature[]; search: string }) {
  const { t } = useTranslation();
  const text = useText();
  const wanted = search.trim().toLowerCase();
  const fits = (feature: Feature) =>
    [feature.name, feature.label['zh-CN'], feature.label.en, text(feature.about)].some((part) =>
      part.toLowerCase().includes(wanted),
    );
  const found = features.filter(fits);
  const groups = [...new Set(found.map((feature) => feature.group))];
  if (found.length === 0) return <p className="muted">{t('parts.nothingFound')}</p>;
  return groups.map((group) => {
    const members = found.filter((feature) => feature.group === group);
    return (
      <Panel
        key={group}
        flush
        title={text(members[0]?.group_label) || group}
        extra={<span className="muted">{members.length}</span>}
      >
        <FeatureTable features={members} />
      </Panel>
    );
  });
}

function FeatureTable({ features }: { features: Feature[] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="scroll-x">
      <table className="plain-table features-table">
        <thead>
          <tr>
            <th>{t('features.label')}</th>
            <th>{t('features.name')}</th>
            <th>{t('features.unit')}</th>
            <th>{t('features.about')}</th>
            <th>{t('features.source')}</th>
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <tr key={feature.name}>
              <td>{text(feature.label)}</td>
              <td className="mono">{feature.name}</td>
              <td>{t(`units.${feature.unit}`, { defaultValue: feature.unit })}</td>
              <td>{text(feature.about)}</td>
              <td className="mono muted">{feature.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
