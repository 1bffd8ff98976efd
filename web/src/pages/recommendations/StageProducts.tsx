/** What the members of each stage bought next more than others did: what to choose for them. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { RecommendationReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { formatNumber } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

export function StageProducts({ report }: { report: RecommendationReport }) {
  const { t } = useTranslation();
  const text = useText();
  const rows = report.stages.flatMap((stage) => stage.products.map((one) => ({ stage, one })));
  const header = ['stage', 'product', 'buyers', 'share', 'usual', 'lift'].map((key) => t(`next.${key}`));
  const take = () =>
    downloadCsv(
      'next-by-stage.csv',
      [...header, t('next.number')],
      rows.map(({ stage, one }) => [
        text(stage.label),
        one.name,
        one.buyers,
        one.share,
        one.usual,
        one.lift,
        one.product,
      ]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('next.byStage', { days: report.days })} extra={rows.length > 0 && csv}>
      {rows.length === 0 && <p className="muted">{t('next.nothingApart')}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll-x" tabIndex={0} aria-label={t('next.byStage', { days: report.days })}>
          <table className="plain-table">
            <thead>
              <tr>
                {header.map((each, place) => (
                  <th key={each} className={place > 1 ? 'amount' : undefined}>
                    {each}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ stage, one }) => (
                <tr key={`${stage.stage}:${one.product}`}>
                  <td className="nowrap">
                    {text(stage.label)} <span className="muted small">{formatNumber(stage.buyers)}</span>
                  </td>
                  <td>
                    {one.name}
                    <div className="muted small">
                      {text(one.category)} · {one.product}
                    </div>
                  </td>
                  <td className="amount">
                    <Num value={one.buyers} formula={t('next.buyersAbout')} />
                  </td>
                  <td className="amount">
                    <Rate value={one.share} formula={t('next.shareAbout')} />
                  </td>
                  <td className="amount">
                    <Rate value={one.usual} formula={t('next.usualAbout')} />
                  </td>
                  <td className="amount">
                    <Num value={one.lift} digits={2} formula={t('next.liftAbout')} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}
