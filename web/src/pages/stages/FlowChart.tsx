/** Who moved: the stages of the earlier day on the left, those of the later one on the right. */

import { useCallback, useMemo } from 'react';
import type { StageReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { type FlowNode, flowHeight, sankey } from '../../ui/sankey';
import { colourOf, namerOf } from './colours';

export function FlowChart({ report }: { report: StageReport }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const nameOf = useMemo(() => namerOf(report, text, t('stages.absent')), [report, text, t]);
  const nodes = useMemo(() => {
    const order = [...report.stages.map((stage) => stage.name), null];
    const sum = (side: 'source' | 'target', name: string | null) =>
      report.flows.reduce((all, flow) => all + (flow[side] === name ? flow.members : 0), 0);
    return (['source', 'target'] as const).flatMap((side, depth) =>
      order
        .map((name) => ({ id: `${depth}:${name ?? ''}`, depth, name, members: sum(side, name) }))
        .filter((node) => node.members > 0),
    );
  }, [report]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const members = new Map(nodes.map((node) => [node.id, node.members]));
      const drawn = nodes.map<FlowNode>(({ id, depth, name, members: count }) => ({
        id,
        depth,
        title: `${nameOf(name)} ${formatNumber(count)}`,
        colour: colourOf(palette, name),
      }));
      const links = report.flows.map((flow) => ({
        source: `0:${flow.source ?? ''}`,
        target: `1:${flow.target ?? ''}`,
        value: flow.members,
      }));
      const told = (value: number, source?: string) =>
        source === undefined
          ? formatRate(value / report.members)
          : `<b>${formatNumber(value)}</b>　${t('stages.ofSource', { share: formatRate(value / (members.get(source) ?? value)) })}`;
      return sankey(palette, drawn, links, told, true);
    },
    [report, nodes, nameOf, t, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: ['source', 'target', 'members'].map((key) => t(`stages.${key}`)),
      rows: report.flows.map((flow) => [nameOf(flow.source), nameOf(flow.target), flow.members]),
    }),
    [report, nameOf, t],
  );
  return (
    <Chart
      title={t('stages.flow')}
      unit={t('stages.flowUnit', { since: formatDay(report.since), on: formatDay(report.on) })}
      name={`${report.model}-flow`}
      drawing={drawing}
      table={table}
      height={flowHeight(nodes)}
    />
  );
}
