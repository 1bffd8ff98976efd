/** People side by side, a row a particular; where they differ the row is marked. */

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MemberBeside } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatDay } from '../../ui/format';
import { Money, Num } from '../../ui/numbers';
import { useKindLabel } from '../members/IdentifierChips';

type Line = {
  key: string;
  title: string;
  plain: (member: MemberBeside) => string;
  draw?: (m: MemberBeside) => ReactNode;
  /** What tells two values apart where `plain` is masked and may look the same. */
  own?: (member: MemberBeside) => string;
};

export function Beside({ members }: { members: MemberBeside[] }) {
  const { t } = useTranslation();
  const { page } = useAccess();
  const lines = useLines(members);
  return (
    <div className="scroll-x">
      <table className="plain-table beside">
        <thead>
          <tr>
            <th>{t('duplicates.particular')}</th>
            {members.map(({ member_id, name }) => (
              <th key={member_id} scope="col">
                <Link to={page(`/members/${member_id}`)}>{name || t('members.unnamed', { id: member_id })}</Link>
                {name && <div className="muted small">{t('members.number', { id: member_id })}</div>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, title, plain, draw, own = plain }) => (
            <tr key={key} className={differ(members.map(own)) ? 'differs' : ''}>
              <th scope="row">{title}</th>
              {members.map((member) => (
                <td key={member.member_id}>{draw ? draw(member) : plain(member) || '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether two of the values contradict each other; what is not known contradicts nothing. */
export function differ(values: string[]): boolean {
  return new Set(values.filter((value) => value !== '')).size > 1;
}

function useLines(members: MemberBeside[]): Line[] {
  const { t } = useTranslation();
  const label = useKindLabel();
  const kinds = [...new Set(members.flatMap(({ identifiers }) => identifiers.map(({ kind }) => kind)))];
  const attributes = [...new Set(members.flatMap(({ attributes: known }) => Object.keys(known)))].sort();
  return [
    { key: 'joined', title: t('members.joined'), plain: ({ joined_on }) => (joined_on ? formatDay(joined_on) : '') },
    ...kinds.map((kind) => ({
      key: `kind:${kind}`,
      title: label(kind),
      plain: ({ identifiers }: MemberBeside) =>
        identifiers
          .filter((one) => one.kind === kind)
          .map(({ value }) => value)
          .join(' · '),
      // An identifier is one member's only: two who have one of a kind differ in it.
      own: ({ member_id, identifiers }: MemberBeside) =>
        identifiers.some((one) => one.kind === kind) ? String(member_id) : '',
    })),
    ...attributes.map((name) => ({
      key: `attribute:${name}`,
      title: t(`attributes.${name}`, { defaultValue: name }),
      plain: ({ attributes: known }: MemberBeside) => (known[name] == null ? '' : String(known[name])),
    })),
    {
      key: 'orders',
      title: t('members.ordersTotal'),
      plain: ({ orders_total }) => String(orders_total),
      draw: ({ orders_total }) => <Num value={orders_total} />,
    },
    {
      key: 'money',
      title: t('members.moneyTotal'),
      plain: ({ money_total_minor }) => String(money_total_minor),
      draw: ({ money_total_minor }) => <Money minor={money_total_minor} />,
    },
    {
      key: 'last',
      title: t('members.lastOrder'),
      plain: ({ last_order_on }) => (last_order_on ? formatDay(last_order_on) : ''),
    },
  ];
}
