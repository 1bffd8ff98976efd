/** The members of a class who do not buy a category: how many, who spent most, and a segment of all of them. */

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { Matrix, WhiteSpace as White } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatNumber, minorPerMajor } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Money, Num } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { useAddress } from '../behaviour/asked';
import { NewSegment } from '../value/NewSegment';

export function WhiteSpace({ found }: { found: Matrix }) {
  const { value } = useAddress();
  const path = useAccess().api('/value/matrix/white-space');
  const query = { days: found.days, level: found.level, class: value('class'), category: value('category') };
  const report = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<White>(path, query, signal),
  });
  return (
    <Loaded query={report} rows={6}>
      {(white) => <List white={white} />}
    </Loaded>
  );
}

function List({ white }: { white: White }) {
  const { t } = useTranslation();
  const text = useText();
  const { can, page, workspace } = useAccess();
  const scale = minorPerMajor(workspace.currency);
  const keys = ['member', 'money', 'orders', 'daysSince'];
  const words = { label: text(white.class_label), category: text(white.category_label) };
  const csv = () => ({
    header: keys.map((key) => t(`matrix.list.${key}`)),
    rows: white.items.map((each) => [each.member_id, each.money_minor / scale, each.orders, each.days_since]),
  });
  const heads = keys.map((key, place) => ({ label: t(`matrix.list.${key}`), amount: place > 0 }));
  const segment = can('segments.edit') && (
    <NewSegment label={t('matrix.segmentName', words)} name={`white-${white.of_class}`} rule={white.rule} />
  );
  return (
    <Sheet
      title={t('matrix.whiteTitle', { ...words, members: formatNumber(white.members) })}
      name="white-space"
      heads={heads}
      csv={csv}
      extra={segment}
      note={t('matrix.whiteNote', { count: white.items.length })}
    >
      {white.items.map((each) => (
        <tr key={each.member_id}>
          <td>
            <Link to={page(`/members/${each.member_id}`)} className="clip">
              {each.name || t('members.unnamed', { id: each.member_id })}
            </Link>
          </td>
          <td className="amount">
            <Money minor={each.money_minor} />
          </td>
          <td className="amount">
            <Num value={each.orders} />
          </td>
          <td className="amount">
            <Num value={each.days_since} />
          </td>
        </tr>
      ))}
    </Sheet>
  );
}
