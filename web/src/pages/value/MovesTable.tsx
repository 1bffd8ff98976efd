/** One row a move: how many, what they brought then and now, and a segment of them. */

import type { HeadReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatNumber, minorPerMajor } from '../../ui/format';
import { Delta, Money, Num } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { changeOf } from '../behaviour/asked';
import { NewSegment } from './NewSegment';

type Move = HeadReport['moves'][number];

export function MovesTable({ report }: { report: HeadReport }) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const { days } = report;
  const scale = minorPerMajor(workspace.currency);
  const csv = () => ({
    header: ['which', 'members', 'before', 'now'].map((key) => t(`worth.${key}`)),
    rows: report.moves.map((move) => [
      t(`worth.move.${move.name}`),
      move.members,
      move.before_minor / scale,
      move.money_minor / scale,
    ]),
  });
  const heads = [
    { label: t('worth.which') },
    { label: t('worth.members'), amount: true },
    { label: t('worth.before'), amount: true },
    { label: t('worth.now'), amount: true },
    { label: t('worth.changed'), amount: true },
    ...(can('segments.edit') ? [{ label: t('worth.segment') }] : []),
  ];
  return (
    <Sheet title={t('worth.moneyNow', { days })} name="head-moves" heads={heads} csv={csv}>
      {report.moves.map((move) => (
        <Row key={move.name} move={move} report={report} />
      ))}
    </Sheet>
  );
}

function Row({ move, report }: { move: Move; report: HeadReport }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const label = t(`worth.move.${move.name}`);
  const silent = move.name === 'slid' && t('worth.silentOf', { n: formatNumber(move.silent) });
  const fresh = move.name === 'grew' && t('worth.freshOf', { n: formatNumber(move.fresh) });
  return (
    <tr>
      <td>
        {label}
        <div className="muted small">{silent || fresh}</div>
      </td>
      <td className="amount">
        <Num value={move.members} formula={t(`worth.moveAbout.${move.name}`)} />
      </td>
      <td className="amount">
        <Money minor={move.before_minor} short formula={t('worth.moneyBefore', { days: report.days })} />
      </td>
      <td className="amount">
        <Money minor={move.money_minor} short formula={t('worth.moneyNow', { days: report.days })} />
      </td>
      <td className="amount">
        <Delta change={changeOf(move.money_minor, move.before_minor)} />
      </td>
      {can('segments.edit') && (
        <td>{move.rule && <NewSegment label={label} name={`head-${move.name}-${report.on}`} rule={move.rule} />}</td>
      )}
    </tr>
  );
}
