/** The members who moved, those whose money changed most first. */

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { HeadReport, MovedMember } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { minorPerMajor } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Money, Num } from '../../ui/numbers';
import { Segmented } from '../../ui/Segmented';
import { Sheet } from '../../ui/Sheet';
import { useAddress } from '../behaviour/asked';

const MOVES = ['grew', 'slid', 'stayed'] as const;

export function MovedList({ report }: { report: HeadReport }) {
  const { t } = useTranslation();
  const { chosen, put } = useAddress();
  const path = useAccess().api('/value/head/members');
  const move = chosen('move', MOVES, 'grew');
  const { days, target, on, since } = report;
  const query = { move, days, target, on, since };
  const list = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<MovedMember[]>(path, query, signal),
  });
  const choice = (
    <Segmented
      small
      label={t('worth.list')}
      value={move}
      options={MOVES.map((value) => ({ value, label: t(`worth.move.${value}`) }))}
      onChange={(value) => put({ move: value })}
    />
  );
  return (
    <Loaded query={list} rows={6}>
      {(members) => <Members members={members} move={move} choice={choice} />}
    </Loaded>
  );
}

type Props = { members: MovedMember[]; move: string; choice: React.ReactNode };

function Members({ members, move, choice }: Props) {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const scale = minorPerMajor(workspace.currency);
  const keys = ['member', 'before', 'now', 'ordersBefore', 'orders'];
  const csv = () => ({
    header: keys.map((key) => t(`worth.${key}`)),
    rows: members.map((each) => [
      each.member_id,
      each.before_minor / scale,
      each.money_minor / scale,
      each.orders_before,
      each.orders,
    ]),
  });
  const title = t('worth.listOf', { move: t(`worth.move.${move}`), count: members.length });
  const heads = keys.map((key, place) => ({ label: t(`worth.${key}`), amount: place > 0 }));
  return (
    <Sheet title={title} name={`head-${move}-members`} heads={heads} csv={csv} extra={choice} className="short">
      {members.length === 0 && (
        <tr>
          <td colSpan={keys.length} className="muted">
            {t('worth.nobody')}
          </td>
        </tr>
      )}
      {members.map((each) => (
        <tr key={each.member_id}>
          <td>
            <Link to={page(`/members/${each.member_id}`)} className="clip">
              {each.name || t('members.unnamed', { id: each.member_id })}
            </Link>
          </td>
          <td className="amount">
            <Money minor={each.before_minor} />
          </td>
          <td className="amount">
            <Money minor={each.money_minor} />
          </td>
          <td className="amount">
            <Num value={each.orders_before} />
          </td>
          <td className="amount">
            <Num value={each.orders} />
          </td>
        </tr>
      ))}
    </Sheet>
  );
}
