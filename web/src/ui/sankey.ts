/** A flow drawn in columns: nodes, the links between them, and a height at which no two labels touch. */

import type { Palette } from '../app/theme';
import { escaped } from './drawing';

export type FlowNode = { id: string; depth: number; title: string; colour: string };
export type FlowLink = { source: string; target: string; value: number };
type Hovered = { dataType: string; value: number; data: { name?: string; source?: string; target?: string } };

/** Labels are 12 pixels high: this far apart even those of two nodes without height stay readable. */
const GAP = 18;
const LEAST = 380;

/** The height a flow needs: the fullest column keeps as much for its nodes as for the gaps between them. */
export function flowHeight(nodes: { depth: number }[]): number {
  const columns = new Map<number, number>();
  for (const { depth } of nodes) columns.set(depth, (columns.get(depth) ?? 0) + 1);
  return Math.max(LEAST, 2 * GAP * Math.max(0, ...columns.values()));
}

/** The drawing; with `kept` the nodes of a column stay in the order given. `told` writes a number of members. */
export function sankey(
  palette: Palette,
  nodes: FlowNode[],
  links: FlowLink[],
  told: (value: number, source?: string) => string,
  kept = false,
) {
  const titles = new Map(nodes.map((node) => [node.id, node.title]));
  const title = (id?: string) => escaped(titles.get(id ?? '') ?? '');
  return {
    tooltip: {
      trigger: 'item',
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.ink, fontSize: 12 },
      formatter: ({ dataType, data, value }: Hovered) =>
        dataType === 'edge'
          ? `${title(data.source)} → ${title(data.target)}<br/>${told(value, data.source)}`
          : `${title(data.name)}<br/>${told(value)}`,
    },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 120,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: GAP,
        draggable: false,
        layoutIterations: kept ? 0 : 32,
        emphasis: { focus: 'adjacency' },
        label: {
          color: palette.ink,
          fontSize: 12,
          formatter: ({ name }: { name: string }) => titles.get(name) ?? '',
        },
        lineStyle: { color: 'source', opacity: 0.22, curveness: 0.5 },
        data: nodes.map(({ id, depth, colour }) => ({
          name: id,
          depth,
          itemStyle: { color: colour, borderColor: palette.line },
        })),
        links,
      },
    ],
  };
}
