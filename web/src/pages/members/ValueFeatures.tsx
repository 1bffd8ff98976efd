/** All features of a member, by group. */

import type { FeatureValue } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { UnitValue } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

export function ValueFeatures({ features }: { features: FeatureValue[] }) {
  const { t } = useTranslation();
  const groups = grouped(features);
  if (features.length === 0) return <EmptyView title={t('members.noFeatures')} about={t('members.noFeaturesAbout')} />;
  return (
    <div className="feature-groups">
      {[...groups].map(([group, members]) => (
        <FeatureGroup key={group} name={group} features={members} />
      ))}
    </div>
  );
}

function grouped(features: FeatureValue[]): Map<string, FeatureValue[]> {
  const groups = new Map<string, FeatureValue[]>();
  for (const feature of features) groups.set(feature.group, [...(groups.get(feature.group) ?? []), feature]);
  return groups;
}

function FeatureGroup({ name, features }: { name: string; features: FeatureValue[] }) {
  const { t } = useTranslation();
  const text = useText();
  const label = features[0]?.group_label ? text(features[0].group_label) : t(`groups.${name}`, { defaultValue: name });
  return (
    <Panel title={label}>
      <dl className="pairs">
        {features.map((feature) => (
          <div key={feature.name} className="pair">
            <dt title={feature.name}>{text(feature.label)}</dt>
            <dd>
              <UnitValue value={feature.value_label ? text(feature.value_label) : feature.value} unit={feature.unit} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
