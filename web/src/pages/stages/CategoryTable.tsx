/** One row a category: its buyers, its rhythm, and the shares of its buyers that keep it, leave and are lost. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { CategoryStages } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatNumber } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { useAddress } from '../behaviour/asked';

const STAGES = ['new', 'active', 'repeat', 'loyal', 'won_back', 'cooling', 'at_risk', 'lost'];

export function CategoryTable({ found }: { found: CategoryStages }) {
  const { t } = useTranslation();
  const text = useText();
  const { put } = useAddress();
  const stage = (name: string) => t(`stages.name.${name}`);
  const take = () =>
    downloadCsv(
      'lifecycle-categories.csv',
      [t('stages.category'), t('stages.buyers'), t('stages.rhythm'), ...STAGES.map(stage)],
      found.categories.map((each) => [
        text(each.label),
        each.buyers,
        each.rhythm.pooled_days,
        ...STAGES.map((name) => each.counts[name] ?? 0),
      ]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('stages.categories')} extra={csv}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('stages.categories')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('stages.category')}</th>
              <th className="amount">{t('stages.buyers')}</th>
              <th className="amount">{t('stages.rhythm')}</th>
              {STAGES.map((name) => (
                <th key={name} className="amount">
                  {stage(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.categories.map((each) => (
              <tr key={each.category}>
                <td>
                  <Button kind="link" onClick={() => put({ category: each.category })}>
                    {text(each.label)}
                  </Button>
                </td>
                <td className="amount">
                  <Num value={each.buyers} formula={t('stages.buyersAbout')} />
                </td>
                <td className="amount">
                  <Num value={each.rhythm.pooled_days} formula={t('stages.rhythmAbout')} />
                </td>
                {STAGES.map((name) => (
                  <td key={name} className="amount">
                    <Rate
                      value={(each.counts[name] ?? 0) / each.buyers}
                      formula={t('stages.ofBuyers', { members: formatNumber(each.counts[name] ?? 0) })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
