/** The columns of the list of contact codes. */

import { Link } from 'react-router';
import type { ContactCodeRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { StateChip } from './StateChip';

export function useCodeColumns(): Column<ContactCodeRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  const number = (key: 'adds_today' | 'adds' | 'visits'): Column<ContactCodeRow> => ({
    key,
    title: t(`contactCodes.${key}`),
    amount: true,
    render: (row) => <Num value={row[key]} />,
    plain: (row) => row[key],
  });
  return [
    {
      key: 'name',
      title: t('contactCodes.name'),
      render: (row) => (
        <>
          <Link className="clip" to={page(`/contact-codes/${row.name}`)}>
            {text(row.label) || row.name}
          </Link>
          <div className="muted small mono">{row.name}</div>
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'state',
      title: t('contactCodes.state'),
      render: (row) => (
        <>
          <StateChip state={row.state} />
          {row.problem && <div className="small">{text(row.problem.text)}</div>}
        </>
      ),
      plain: (row) => row.state,
    },
    {
      key: 'standing',
      title: t('contactCodes.standing'),
      render: (row) => (
        <span className="clip mono">
          {row.leads_to === 'groups' ? t('contactCodes.groups') : row.standing.join(' ')}
        </span>
      ),
      plain: (row) => row.standing.join(' '),
    },
    {
      key: 'source',
      title: t('contactCodes.source'),
      render: (row) => row.source || '–',
      plain: (row) => row.source,
    },
    {
      key: 'motive',
      title: t('contactCodes.motive'),
      render: (row) => (row.motive ? t(`contactCodes.motives.${row.motive}`) : '–'),
      plain: (row) => row.motive,
    },
    number('visits'),
    number('adds_today'),
    number('adds'),
    {
      key: 'last_at',
      title: t('contactCodes.lastAt'),
      render: (row) => <time>{formatInstant(row.last_at, workspace.zone)}</time>,
      plain: (row) => row.last_at,
    },
    {
      key: 'store',
      title: t('contactCodes.store'),
      extra: true,
      render: (row) => row.store,
      plain: (row) => row.store,
    },
    {
      key: 'channel',
      title: t('contactCodes.channel'),
      extra: true,
      render: (row) => row.channel,
      plain: (row) => row.channel,
    },
  ];
}
