/** Classes down, categories across; a deeper cell has more of the measure, a click shows who of the class is missing. */

import type { Matrix, MatrixCell } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatMoney, formatNumber, formatRate, minorPerMajor } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { useAddress } from '../behaviour/asked';
import { depthOf, type Measure, measured, written } from './measures';

type Props = { found: Matrix; measure: Measure };

export function HeatTable({ found, measure }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const scale = minorPerMajor(useAccess().workspace.currency);
  const cells = new Map(found.cells.map((cell) => [`${cell.of_class} ${cell.category}`, cell]));
  const most = Math.max(0, ...found.cells.map((cell) => measured(cell, measure) ?? 0));
  const keys = ['class', 'category', 'buyers', 'penetration', 'money', 'share', 'lift', 'attach', 'missing'];
  const csv = () => ({
    header: keys.map((key) => t(`matrix.column.${key}`)),
    rows: found.cells.map((cell) => [
      text(found.classes.find((each) => each.name === cell.of_class)?.label ?? { 'zh-CN': '', en: '' }),
      text(found.categories.find((each) => each.name === cell.category)?.label ?? { 'zh-CN': '', en: '' }),
      cell.buyers,
      cell.penetration,
      cell.money_minor / scale,
      cell.share,
      cell.lift,
      cell.attach,
      cell.missing,
    ]),
  });
  const heads = [
    { label: t('matrix.column.class') },
    { label: t('matrix.members'), amount: true },
    ...found.categories.map((each) => ({ label: text(each.label), amount: true })),
  ];
  const note =
    t('matrix.note') + (found.others ? ` ${t('matrix.others', { others: formatNumber(found.others) })}` : '');
  return (
    <Sheet
      title={t(`matrix.table.${measure}`)}
      name="class-category"
      heads={heads}
      csv={csv}
      note={note}
      className="matrix"
    >
      {found.classes.map((each) => (
        <tr key={each.name}>
          <th scope="row">{text(each.label)}</th>
          <td className="amount">
            <Num value={each.members} formula={t('matrix.membersAbout', { days: found.days })} />
          </td>
          {found.categories.map((category) => (
            <Cell
              key={category.name}
              cell={cells.get(`${each.name} ${category.name}`)}
              of={each.name}
              category={category.name}
              name={`${text(each.label)} · ${text(category.label)}`}
              measure={measure}
              most={most}
            />
          ))}
        </tr>
      ))}
    </Sheet>
  );
}

type CellProps = {
  cell: MatrixCell | undefined;
  of: string;
  category: string;
  name: string;
  measure: Measure;
  most: number;
};

function Cell({ cell, of, category, name, measure, most }: CellProps) {
  const { t } = useTranslation();
  const { currency } = useAccess().workspace;
  const { value, put } = useAddress();
  const shown = measured(cell, measure);
  // Depth stops at 55 % so that the figures on it keep their contrast in both themes.
  const depth = Math.round(depthOf(shown, measure, most) * 55);
  const style = { background: `color-mix(in srgb, var(--primary) ${depth}%, var(--surface))` };
  const tip = t('matrix.cell', {
    buyers: formatNumber(cell?.buyers ?? 0),
    penetration: formatRate(cell?.penetration ?? 0),
    money: formatMoney(cell?.money_minor ?? 0, currency, true),
    lift: formatNumber(cell?.lift, 2),
    attach: formatRate(cell?.attach),
    missing: formatNumber(cell?.missing ?? 0),
  });
  const chosen = value('class') === of && value('category') === category;
  return (
    <td className={chosen ? 'amount heat chosen' : 'amount heat'} style={style}>
      <button
        type="button"
        aria-pressed={chosen}
        aria-label={t('matrix.open', { name, value: written(shown, measure) })}
        data-tip={tip}
        onClick={() => put(chosen ? { class: '', category: '' } : { class: of, category })}
      >
        {written(shown, measure)}
        {cell?.is_white && measure !== 'missing' && <span aria-hidden> ○</span>}
      </button>
    </td>
  );
}
