/** Members by stage on each recorded day, one on top of the other: together they are all members. */

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { get } from '../../api/client';
import type { StageDay, StageReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { axis, tooltip } from '../../ui/drawing';
import { formatNumber } from '../../ui/format';
import { colourOf } from './colours';

const DAYS = 366;

export function DaysChart({ report }: { report: StageReport }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api(`/stages/${report.model}/days`);
  const query = { days: DAYS, category: report.category || undefined };
  const days = useQuery({ queryKey: [path, query], queryFn: ({ signal }) => get<StageDay[]>(path, query, signal) });
  if (!days.data?.length) return days.data ? <p className="muted">{t('stages.notRecorded')}</p> : null;
  return <Drawn report={report} days={days.data} />;
}

function Drawn({ report, days }: { report: StageReport; days: StageDay[] }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { stages } = report;
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => ({
      xAxis: axis(palette, { type: 'category', data: days.map((day) => day.on), boundaryGap: false }),
      yAxis: axis(palette, {
        type: 'value',
        axisLine: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11, formatter: (value: number) => formatNumber(value) },
      }),
      tooltip: tooltip(palette, ([part]) => {
        const day = part && days[part.dataIndex];
        if (!day) return '';
        const rows = stages.map((one) => `${text(one.label)}　<b>${formatNumber(day.counts[one.name] ?? 0)}</b>`);
        return [`${day.on}　${t('stages.movesOf', { moves: formatNumber(day.moves) })}`, ...rows].join('<br/>');
      }),
      series: stages.map((stage) => ({
        type: 'line',
        stack: 'members',
        name: text(stage.label),
        data: days.map((day) => day.counts[stage.name] ?? 0),
        symbol: 'none',
        lineStyle: { width: 0 },
        areaStyle: { opacity: 0.85, color: colourOf(palette, stage.name) },
      })),
    }),
    [days, stages, text, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: [t('overview.day'), ...stages.map((stage) => text(stage.label)), t('stages.movedThatDay')],
      rows: days.map((day) => [day.on, ...stages.map((stage) => day.counts[stage.name] ?? 0), day.moves]),
    }),
    [days, stages, text, t],
  );
  return (
    <Chart
      title={t('stages.days')}
      unit={t('stages.daysUnit')}
      name={`${report.model}-days`}
      drawing={drawing}
      table={table}
      height={300}
    />
  );
}
