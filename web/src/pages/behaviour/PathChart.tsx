/** The flow of paths: a column a position, in the order of time; what ends there is grey. */

import { useCallback, useMemo } from 'react';
import type { PathReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Chart } from '../../ui/Chart';
import type { Drawing } from '../../ui/ChartCanvas';
import { formatNumber, formatRate } from '../../ui/format';
import { type FlowNode, flowHeight, sankey } from '../../ui/sankey';

type Props = { report: PathReport; nameOf: (name: string) => string };
type Step = { id: string; depth: number; title: string; place: number };

export function PathChart({ report, nameOf }: Props) {
  const { t, i18n } = useTranslation();
  const back = report.direction === 'to';
  const { steps, links } = useMemo(() => {
    const names = report.names.map((each) => each.name);
    const steps = new Map<string, Step>();
    const step = (position: number, name: string | null) => {
      const id = `${position}:${name ?? ''}${name === null ? '∎' : ''}`;
      const title = name === null ? t(back ? 'behaviour.nothingBefore' : 'behaviour.ended') : nameOf(name);
      const depth = back ? report.length - 1 - position : position;
      steps.set(id, { id, depth, title, place: name === null ? -1 : names.indexOf(name) });
      return id;
    };
    const links = report.links.map((link) => {
      const [source, target] = [step(link.position, link.source), step(link.position + 1, link.target)];
      return { source: back ? target : source, target: back ? source : target, value: link.members };
    });
    return { steps: [...steps.values()], links };
  }, [report, nameOf, back, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are formatted in the page's language
  const drawing = useCallback<Drawing>(
    (palette) => {
      const colour = (place: number) =>
        place < 0 ? palette.line : (palette.series[place % palette.series.length] ?? palette.primary);
      const nodes = steps.map<FlowNode>(({ place, ...node }) => ({ ...node, colour: colour(place) }));
      const told = (value: number) => `<b>${formatNumber(value)}</b>　${formatRate(value / report.walked)}`;
      return sankey(palette, nodes, links, told);
    },
    [steps, links, report, i18n.language],
  );
  const table = useMemo(
    () => ({
      header: ['position', 'source', 'target', 'members'].map((key) => t(`behaviour.${key}`)),
      rows: report.links.map((link) => [
        link.position + 1,
        nameOf(link.source),
        link.target === null ? t(back ? 'behaviour.nothingBefore' : 'behaviour.ended') : nameOf(link.target),
        link.members,
      ]),
    }),
    [report, nameOf, back, t],
  );
  return (
    <Chart
      title={t(`behaviour.flow.${report.direction}`)}
      unit={t('behaviour.membersUnit')}
      name="paths"
      drawing={drawing}
      table={table}
      height={flowHeight(steps)}
    />
  );
}
