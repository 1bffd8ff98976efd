/** Who has which value of a tag, in words, a table and day by day. */

import { useCallback, useMemo } from 'react';
import { Link } from 'react-router';
import type { Tag } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatNumber, formatRate } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { Doubts } from './Doubts';

export function Overview({ tag }: { tag: Tag }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="stack">
      <Panel>
        <p className="tag-answer">
          {t('tags.answer', {
            members: formatNumber(tag.members),
            base: formatNumber(tag.base),
            coverage: formatRate(tag.coverage),
          })}
        </p>
        {tag.document.about && <p className="muted">{text(tag.document.about)}</p>}
        {tag.score && (
          <p className="muted">
            {t('tags.scoredBy', {
              score: text(tag.score.label),
              model: text(tag.score.model),
              about: text(tag.score.about),
            })}
          </p>
        )}
      </Panel>
      <Doubts doubts={tag.doubts} />
      <Values tag={tag} />
      <Coverage tag={tag} />
    </div>
  );
}

function Values({ tag }: { tag: Tag }) {
  const { t } = useTranslation();
  const text = useText();
  const { page } = useAccess();
  const most = Math.max(...tag.values.map((each) => each.share), 0.0001);
  if (tag.values.length === 0) {
    return (
      <Panel title={t('tags.values')}>
        <p className="muted">{t('tags.nothingDelivered')}</p>
      </Panel>
    );
  }
  return (
    <Panel flush title={t('tags.values')}>
      <div className="scroll-x">
        <table className="plain-table tag-values">
          <thead>
            <tr>
              <th scope="col">{t('tags.value')}</th>
              <th scope="col" className="amount">
                {t('tags.members')}
              </th>
              <th scope="col" className="amount">
                {t('tags.share')}
              </th>
              <th scope="col">
                <span className="unseen">{t('tags.share')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tag.values.map((each) => (
              <tr key={each.value}>
                <td>
                  <Link to={page(`/tags/${tag.name}?tab=members&value=${encodeURIComponent(each.value)}`)}>
                    {text(each.label)}
                  </Link>{' '}
                  {text(each.label) !== each.value && <span className="mono muted small">{each.value}</span>}
                </td>
                <td className="amount">
                  <Num value={each.members} />
                </td>
                <td className="amount">
                  <Rate value={each.share} formula={t('tags.shareAbout')} />
                </td>
                <td className="tag-bar">
                  <div className="bar-track">
                    <span className="bar" style={{ width: `${(each.share / most) * 100}%` }} />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** The share of members with the tag at the end of each day it was evaluated. */
function Coverage({ tag }: { tag: Tag }) {
  const { t, i18n } = useTranslation();
  const points = tag.points;
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      xAxis: axis(palette, { type: 'category', data: points.map((point) => point.on), boundaryGap: false }),
      yAxis: axis(palette, {
        type: 'value',
        min: 0,
        max: 1,
        axisLine: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatRate(value, 0) },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const point = part && points[part.dataIndex];
        if (!point) return '';
        const share = formatRate(point.base ? point.members / point.base : 0);
        return `${point.on}<br/>${t('tags.coverage')}　<b>${share}</b><br/>${t('tags.members')}　<b>${formatNumber(point.members)}</b>`;
      }),
      series: [
        {
          type: 'line',
          data: points.map((point) => (point.base ? point.members / point.base : 0)),
          symbol: 'circle',
          symbolSize: 6,
          showSymbol: points.length <= 31,
          lineStyle: { width: 1.75 },
        },
      ],
    }),
    [points, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('overview.day'), t('tags.members'), t('tags.base')],
      rows: points.map((point) => [point.on, point.members, point.base]),
    }),
    [points, t],
  );
  return (
    <Chart
      title={t('tags.coverageOverTime')}
      unit={t('tags.coverageUnit')}
      name={`tag-${tag.name}`}
      drawing={drawing}
      table={table}
      height={240}
    />
  );
}
