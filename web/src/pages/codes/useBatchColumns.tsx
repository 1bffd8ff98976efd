/** The columns of the list of batches: made, scanned, scanned again, claimed, forged. */

import { Link } from 'react-router';
import type { CodeBatch } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { useTypeName } from './useCodeTypes';

const COUNTS = ['count', 'scanned', 'repeated', 'claimed', 'forged'] as const;

export function useBatchColumns(): Column<CodeBatch>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const typeName = useTypeName();
  return [
    {
      key: 'name',
      title: t('codes.name'),
      render: (row) => (
        <Link className="clip" to={page(`/codes/${row.id}`)}>
          {row.name}
        </Link>
      ),
      plain: (row) => row.name,
    },
    { key: 'type', title: t('codes.type'), render: (row) => typeName(row.type), plain: (row) => row.type },
    {
      key: 'standsFor',
      title: t('codes.standsFor'),
      render: (row) => <span className="mono clip">{row.stands_for || '–'}</span>,
      plain: (row) => row.stands_for,
    },
    {
      key: 'state',
      title: t('codes.state'),
      render: (row) => (
        <span className={row.voided_at ? 'chip bad' : 'chip good'}>
          {t(row.voided_at ? 'codes.void' : 'codes.live')}
        </span>
      ),
      plain: (row) => (row.voided_at ? 'void' : 'live'),
    },
    ...COUNTS.map(
      (key): Column<CodeBatch> => ({
        key,
        title: t(`codes.counts.${key}`),
        amount: true,
        render: (row) => <Num value={row[key]} formula={t(`codes.about.${key}`)} />,
        plain: (row) => row[key],
      }),
    ),
    {
      key: 'made',
      title: t('codes.madeAt'),
      render: (row) => <time>{formatInstant(row.made_at, workspace.zone)}</time>,
      plain: (row) => row.made_at,
    },
    {
      key: 'tag',
      title: t('codes.tag'),
      extra: true,
      render: (row) => <span className="mono">{row.tag}</span>,
      plain: (row) => row.tag,
    },
  ];
}
