/** Features of one group: what each is, how it is computed, and which share of members has a value. */

import { Link } from 'react-router';
import type { Feature, FeatureCoverage } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { Rate } from '../../ui/numbers';

type Props = { features: Feature[]; coverage: FeatureCoverage | undefined };

export function FeatureTable({ features, coverage }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { page } = useAccess();
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
            <th className="amount">{t('features.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <tr key={feature.name}>
              <td>
                <Link to={page(`/features/${feature.name}`)}>{text(feature.label)}</Link>
              </td>
              <td className="mono">{feature.name}</td>
              <td>{t(`units.${feature.unit}`, { defaultValue: feature.unit })}</td>
              <td>{text(feature.about)}</td>
              <td className="muted">{t(`features.from.${feature.source}`, { defaultValue: feature.source })}</td>
              <td className="amount">
                <Covered name={feature.name} coverage={coverage} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Covered({ name, coverage }: { name: string; coverage: FeatureCoverage | undefined }) {
  const { t } = useTranslation();
  const found = coverage?.features.find((one) => one.name === name);
  const members = coverage?.run?.members;
  if (!found || !members) return <span className="muted">–</span>;
  const words = { told: formatNumber(found.told), known: formatNumber(found.known), members: formatNumber(members) };
  return <Rate value={found.told / members} formula={t('features.coverageIs', words)} />;
}
