/** Industries or sizes down, stages across, of one value of the other or of all; each count leads to its segment. */

import type { LeadSpread, LeadValue, Rule } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatNumber, formatRate } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Segmented } from '../../ui/Segmented';
import { Sheet } from '../../ui/Sheet';
import { useAddress } from '../behaviour/asked';
import { Choice } from '../behaviour/Controls';
import { SegmentLink } from '../stages/SegmentLink';
import { type Axis, keyOf, OTHER, ruleOf, sum } from './cells';

const AXES: Axis[] = ['industry', 'size'];

export function SpreadTable({ found }: { found: LeadSpread }) {
  const { t } = useTranslation();
  const text = useText();
  const { chosen, value, put } = useAddress();
  const axis = chosen('by', AXES, 'industry');
  const values = { industry: found.industries, size: found.sizes };
  const only = values[OTHER[axis]].find((each) => keyOf(each) === value('only'));
  const rows = values[axis];
  const heads = [
    { label: t(`leads.axis.${axis}`) },
    { label: t('leads.contacts'), amount: true },
    ...found.stages.map((stage) => ({ label: text(stage.label), amount: true })),
  ];
  const counts = (row: LeadValue) => found.stages.map((stage) => sum(found, axis, row, only, stage.name));
  const csv = () => ({
    header: heads.map((head) => head.label),
    rows: rows.map((row) => [text(row.label), counts(row).reduce((all, one) => all + one, 0), ...counts(row)]),
  });
  return (
    <div className="stack">
      <div className="report-controls">
        <Segmented
          label={t('leads.rows')}
          value={axis}
          options={AXES.map((each) => ({ value: each, label: t(`leads.axis.${each}`) }))}
          onChange={(by) => put({ by, only: '' })}
        />
        <Choice
          label={t(`leads.axis.${OTHER[axis]}`)}
          value={only ? keyOf(only) : ''}
          options={[
            { value: '', label: t('leads.all') },
            ...values[OTHER[axis]].map((each) => ({ value: keyOf(each), label: text(each.label) })),
          ]}
          onChange={(next) => put({ only: next })}
        />
      </div>
      <Sheet
        title={t('leads.table', { axis: t(`leads.axis.${axis}`) })}
        name={`leads-${axis}`}
        heads={heads}
        csv={csv}
        note={t('leads.tableNote')}
        className="stage-moves"
      >
        {rows.map((row) => (
          <Row key={keyOf(row)} found={found} row={row} only={only} counts={counts(row)} />
        ))}
      </Sheet>
    </div>
  );
}

type RowProps = { found: LeadSpread; row: LeadValue; only: LeadValue | undefined; counts: number[] };

function Row({ found, row, only, counts }: RowProps) {
  const { t } = useTranslation();
  const { value } = useAddress();
  const text = useText();
  const all = counts.reduce((sum, one) => sum + one, 0);
  return (
    <tr>
      <th scope="row" className={row.name === null ? 'muted' : undefined}>
        {text(row.label)}
      </th>
      <td className="amount">
        <Num value={all} formula={t('leads.ofContacts', { share: formatRate(all / found.contacts) })} />
      </td>
      {found.stages.map((stage, place) => (
        <Cell
          key={stage.name}
          members={counts[place] ?? 0}
          of={all}
          names={[stage.label, row.label, ...(only ? [only.label] : [])].map((label) => text(label))}
          name={`b2b-${stage.name}`}
          rule={ruleOf(stage.name, value('on'), [row, only])}
        />
      ))}
    </tr>
  );
}

type CellProps = { members: number; of: number; names: string[]; name: string; rule: Rule };

function Cell({ members, of, names, name, rule }: CellProps) {
  const { t } = useTranslation();
  const { can } = useAccess();
  if (members === 0) return <td className="amount muted">–</td>;
  // Depth stops at 55 % so that the figures on it keep their contrast in both themes.
  const depth = Math.round((members / of) * 55);
  const style = { background: `color-mix(in srgb, var(--primary) ${depth}%, var(--surface))` };
  const told = names.join(' · ');
  const shown = formatNumber(members);
  return (
    <td className="amount" style={style} data-tip={`${told}　${t('leads.ofRow', { share: formatRate(members / of) })}`}>
      {can('segments.edit') ? (
        <SegmentLink label={told} name={name} title={{ 'zh-CN': told, en: told }} rule={rule}>
          {shown}
        </SegmentLink>
      ) : (
        shown
      )}
    </td>
  );
}
