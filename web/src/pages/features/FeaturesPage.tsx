/** The registry of features: what is computed for every member, how, when last and for how many. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Feature, FeatureCoverage } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { SearchInput } from '../../ui/SearchInput';
import { FeatureTable } from './FeatureTable';
import { Freshness } from './Freshness';
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
  const covered = api('/feature-coverage');
  const coverage = useQuery({
    queryKey: [covered],
    queryFn: ({ signal }) => get<FeatureCoverage>(covered, undefined, signal),
  });
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  return (
    <PageFrame
      title={t('features.title')}
      lead={t('features.lead', { count: query.data?.length ?? 0 })}
      actions={<TakeAway features={query.data} coverage={coverage.data} />}
    >
      <SearchInput
        label={t('features.search')}
        value={search}
        onType={(text) => setParams(text ? { search: text } : {}, { replace: true })}
      />
      {coverage.data && <Freshness run={coverage.data.run} />}
      <Loaded query={query}>
        {(features) => <Groups features={features} coverage={coverage.data} search={search} />}
      </Loaded>
    </PageFrame>
  );
}

type Given = { features: Feature[]; coverage: FeatureCoverage | undefined; search: string };

function Groups({ features, coverage, search }: Given) {
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
        <FeatureTable features={members} coverage={coverage} />
      </Panel>
    );
  });
}

/** Every feature with its definition and coverage as CSV. */
function TakeAway({ features = [], coverage }: { features?: Feature[]; coverage: FeatureCoverage | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  const header = ['name', 'label', 'unit', 'about', 'members', 'known', 'told'].map((key) => t(`features.${key}`));
  function take() {
    const counts = new Map(coverage?.features.map((one) => [one.name, one]));
    const rows = features.map((one) => {
      const count = counts.get(one.name);
      const told = [text(one.label), t(`units.${one.unit}`), text(one.about)];
      return [one.name, ...told, coverage?.run?.members, count?.known, count?.told];
    });
    downloadCsv('features.csv', header, rows);
  }
  return (
    <Button icon={DownloadOutlined} disabled={!features.length} onClick={take}>
      {t('parts.export')}
    </Button>
  );
}
