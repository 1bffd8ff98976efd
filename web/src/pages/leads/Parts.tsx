/** The parts of the score: points, who has them, and how often those who had them became customers beside the others. */

import type { LeadScores } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Num, Rate } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';

export function Parts({ found }: { found: LeadScores }) {
  const { t } = useTranslation();
  const text = useText();
  const keys = ['part', 'group', 'points', 'members', 'then', 'rate', 'others'];
  const heads = keys.map((key) => ({ label: t(`leads.part.${key}`), amount: !['part', 'group'].includes(key) }));
  const csv = () => ({
    header: heads.map((head) => head.label),
    rows: found.parts.map((each) => [
      text(each.label),
      t(`leads.groupOf.${each.group}`),
      each.points,
      each.members,
      each.then,
      each.rate,
      each.rate_others,
    ]),
  });
  return (
    <Sheet title={t('leads.parts')} name="lead-parts" heads={heads} csv={csv} note={t('leads.partsNote')}>
      {found.parts.map((each) => (
        <tr key={each.name}>
          <td>{text(each.label)}</td>
          <td>{t(`leads.groupOf.${each.group}`)}</td>
          <td className="amount">{signed(each.points)}</td>
          <td className="amount">
            <Num value={each.members} />
          </td>
          <td className="amount">
            <Num value={each.then} />
          </td>
          <td className="amount">
            <Rate value={each.rate} formula={t('leads.part.rateAbout')} />
          </td>
          <td className="amount">
            <Rate value={each.rate_others} formula={t('leads.part.othersAbout')} />
          </td>
        </tr>
      ))}
    </Sheet>
  );
}

export const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace('-', '−'));
