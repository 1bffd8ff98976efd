/** The columns of the list of tags. */

import { Link } from 'react-router';
import type { TagRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';

export function useTagColumns(): Column<TagRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  return [
    {
      key: 'label',
      title: t('tags.one'),
      sort: 'name',
      render: (row) => (
        <>
          <Link to={page(`/tags/${row.name}`)}>{text(row.label) || row.name}</Link>
          <div className="mono muted">{row.name}</div>
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'group',
      title: t('tags.group'),
      sort: 'group',
      render: (row) => t(`tags.groupIs.${row.group}`),
      plain: (row) => row.group,
    },
    {
      key: 'type',
      title: t('tags.type'),
      render: (row) => (
        <>
          <span className="chip">{t(`tags.typeIs.${row.type}`)}</span>
          {row.doubts > 0 && <div className="needed">{t('tags.doubtfulShort')}</div>}
        </>
      ),
      plain: (row) => row.type,
    },
    {
      key: 'members',
      title: t('tags.members'),
      sort: 'members',
      amount: true,
      render: (row) => <Num value={row.members} />,
      plain: (row) => row.members,
    },
    {
      key: 'coverage',
      title: t('tags.coverage'),
      amount: true,
      render: (row) => <Rate value={row.coverage} formula={t('tags.coverageAbout')} />,
      plain: (row) => row.coverage,
    },
    {
      key: 'expires',
      title: t('tags.expires'),
      render: (row) => (row.expires_days ? t('tags.days', { count: row.expires_days }) : t('tags.never')),
      plain: (row) => row.expires_days,
    },
    {
      key: 'evaluated',
      title: t('tags.fresh'),
      sort: 'evaluated_at',
      render: (row) => <time>{formatInstant(row.evaluated_at, workspace.zone)}</time>,
      plain: (row) => row.evaluated_at,
    },
    {
      key: 'owner',
      title: t('tags.owner'),
      render: (row) =>
        row.owner === 'siyu' ? (
          t('parts.system')
        ) : (
          <Link to={page(`/tags?owner=${encodeURIComponent(row.owner)}`)}>{row.owner}</Link>
        ),
      plain: (row) => row.owner,
    },
    {
      key: 'source',
      title: t('tags.source'),
      extra: true,
      render: (row) => text(row.source_label) || row.source || '–',
      plain: (row) => row.source,
    },
    {
      key: 'values',
      title: t('tags.values'),
      amount: true,
      extra: true,
      render: (row) => <Num value={row.values || null} />,
      plain: (row) => row.values,
    },
    {
      key: 'updated',
      title: t('tags.updated'),
      sort: 'updated_at',
      extra: true,
      render: (row) => <time>{formatInstant(row.updated_at, workspace.zone)}</time>,
      plain: (row) => row.updated_at,
    },
  ];
}
