/** Surveys: forms on a public page, whose answers become attributes and events of members. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { Link } from 'react-router';
import type { SurveyRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';

export default function SurveysPage() {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const make = can('surveys.edit') && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/surveys/new')}>
      {t('surveys.new')}
    </ButtonLink>
  );
  return (
    <PageFrame title={t('surveys.title')} lead={t('surveys.lead')} actions={make}>
      <DataTable<SurveyRow>
        name="surveys"
        caption={t('surveys.title')}
        path={api('/surveys')}
        search={t('surveys.search')}
        columns={useSurveyColumns()}
        rowKey={(row) => row.id}
        empty={<EmptyView title={t('surveys.empty')} about={t('surveys.emptyAbout')} act={make} />}
      />
    </PageFrame>
  );
}

function useSurveyColumns(): Column<SurveyRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  return [
    {
      key: 'title',
      title: t('surveys.name'),
      render: (row) => (
        <Link className="clip" to={page(`/surveys/${row.id}`)}>
          {text(row.title)}
        </Link>
      ),
      plain: (row) => text(row.title),
    },
    {
      key: 'state',
      title: t('surveys.state'),
      render: (row) => (
        <span className={row.closed_at ? 'chip' : 'chip good'}>
          {t(row.closed_at ? 'surveys.closed' : 'surveys.open')}
        </span>
      ),
      plain: (row) => (row.closed_at ? 'closed' : 'open'),
    },
    {
      key: 'answers',
      title: t('surveys.answers'),
      amount: true,
      render: (row) => <Num value={row.answers} />,
      plain: (row) => row.answers,
    },
    {
      key: 'address',
      title: t('surveys.address'),
      render: (row) => (
        <a className="mono" href={`/f/${row.token}`} target="_blank" rel="noreferrer">
          /f/{row.token}
        </a>
      ),
      plain: (row) => `${window.location.origin}/f/${row.token}`,
    },
    {
      key: 'version',
      title: t('surveys.version'),
      amount: true,
      render: (row) => <Num value={row.version} />,
      plain: (row) => row.version,
    },
    {
      key: 'changed',
      title: t('surveys.changedAt'),
      render: (row) => <time>{formatInstant(row.changed_at, workspace.zone)}</time>,
      plain: (row) => row.changed_at,
    },
  ];
}
