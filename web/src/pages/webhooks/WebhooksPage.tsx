/** Webhooks: addresses at which other systems call, each with a document that says what their JSON means. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { ImportKind, WebhookRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';

export default function WebhooksPage() {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const make = can('webhooks.edit') && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/webhooks/new')}>
      {t('webhooks.new')}
    </ButtonLink>
  );
  return (
    <PageFrame title={t('webhooks.title')} lead={t('webhooks.lead')} actions={make}>
      <DataTable<WebhookRow>
        name="webhooks"
        caption={t('webhooks.title')}
        path={api('/webhooks')}
        search={t('webhooks.search')}
        columns={useWebhookColumns()}
        rowKey={(row) => row.id}
        empty={<EmptyView title={t('webhooks.empty')} about={t('webhooks.emptyAbout')} act={make} />}
      />
    </PageFrame>
  );
}

function useKindName(): (kind: string) => string {
  const text = useText();
  const path = useAccess().api('/import-kinds');
  const kinds = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<ImportKind[]>(path, undefined, signal) });
  return (kind) => text(kinds.data?.find((each) => each.name === kind)?.label) || kind;
}

function useWebhookColumns(): Column<WebhookRow>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const kindName = useKindName();
  return [
    {
      key: 'name',
      title: t('webhooks.name'),
      render: (row) => (
        <Link className="clip" to={page(`/webhooks/${row.id}`)}>
          {row.name}
        </Link>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'makes',
      title: t('webhooks.makes'),
      render: (row) => kindName(row.document.imports),
      plain: (row) => row.document.imports,
    },
    {
      key: 'state',
      title: t('webhooks.state'),
      render: (row) => (
        <span className={row.disabled_at ? 'chip bad' : 'chip good'}>
          {t(row.disabled_at ? 'webhooks.stopped' : 'webhooks.taking')}
        </span>
      ),
      plain: (row) => (row.disabled_at ? 'disabled' : 'active'),
    },
    {
      key: 'calls',
      title: t('webhooks.calls'),
      amount: true,
      render: (row) => <Num value={row.calls} />,
      plain: (row) => row.calls,
    },
    {
      key: 'called',
      title: t('webhooks.calledAt'),
      render: (row) => <time>{formatInstant(row.called_at, workspace.zone)}</time>,
      plain: (row) => row.called_at,
    },
    {
      key: 'version',
      title: t('webhooks.version'),
      amount: true,
      render: (row) => <Num value={row.version} />,
      plain: (row) => row.version,
    },
    {
      key: 'prefix',
      title: t('webhooks.address'),
      extra: true,
      render: (row) => <span className="mono">/v1/hooks/whk_{row.prefix}…</span>,
      plain: (row) => row.prefix,
    },
  ];
}
