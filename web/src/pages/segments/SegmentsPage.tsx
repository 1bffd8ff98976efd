/** Segments: groups of members by a rule, with their sizes. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { Link } from 'react-router';
import type { SegmentRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';

export default function SegmentsPage() {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const make = can('segments.edit') && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/segments/new')}>
      {t('segments.new')}
    </ButtonLink>
  );
  return (
    <PageFrame title={t('segments.title')} lead={t('segments.lead')} actions={make}>
      <DataTable<SegmentRow>
        name="segments"
        caption={t('segments.title')}
        path={api('/segments')}
        search={t('segments.search')}
        columns={useSegmentColumns()}
        rowKey={(row) => row.name}
        empty={<EmptyView title={t('segments.empty')} about={t('segments.emptyAbout')} act={make} />}
      />
    </PageFrame>
  );
}

function useSegmentColumns(): Column<SegmentRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  return [
    {
      key: 'label',
      title: t('segments.label'),
      sort: 'name',
      render: (row) => (
        <>
          <Link to={page(`/segments/${row.name}`)}>{text(row.label) || row.name}</Link>
          <div className="mono muted">{row.name}</div>
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'size',
      title: t('segments.size'),
      sort: 'size',
      amount: true,
      render: (row) => <Num value={row.size} />,
      plain: (row) => row.size,
    },
    {
      key: 'share',
      title: t('segments.share'),
      amount: true,
      render: (row) => <Rate value={row.share} formula={t('segments.shareAbout')} />,
      plain: (row) => row.share,
    },
    {
      key: 'refresh',
      title: t('segments.refresh'),
      render: (row) => t(`segments.refreshIs.${row.refresh}`, { defaultValue: row.refresh }),
      plain: (row) => row.refresh,
    },
    {
      key: 'evaluated',
      title: t('segments.evaluatedAt'),
      sort: 'evaluated_at',
      render: (row) => <time>{formatInstant(row.evaluated_at, workspace.zone)}</time>,
      plain: (row) => row.evaluated_at,
    },
    {
      key: 'updated',
      title: t('segments.updated'),
      sort: 'updated_at',
      render: (row) => (
        <>
          {row.updated_by || t('parts.system')}
          <div className="muted small">{formatInstant(row.updated_at, workspace.zone)}</div>
        </>
      ),
      plain: (row) => row.updated_at,
    },
    {
      key: 'version',
      title: t('segments.version'),
      amount: true,
      extra: true,
      render: (row) => <Num value={row.version} />,
      plain: (row) => row.version,
    },
  ];
}
