/** What a score is made of, part by part, down to its sum. */

import type { MemberLead } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { signed } from './Parts';

type Part = MemberLead['parts'][number];

export function PartList({ parts, points }: { parts: Part[]; points: number }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <table className="plain-table lead-parts">
      <tbody>
        {parts.map((part) => (
          <tr key={part.name} className={part.holds ? undefined : 'muted'}>
            <td>{text(part.label)}</td>
            <td className="amount">
              {part.holds ? signed(part.points) : t('leads.notGiven', { of: signed(part.of) })}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('leads.sum')}</th>
          <td className="amount">
            <strong>{points}</strong>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
