/** Mappings kept from files that came in: proposed first for the next file with the same columns. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { remove } from '../../api/client';
import type { MappingTemplate } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { toast } from '../../ui/toasts';
import { KindFilter } from './KindFilter';
import { TemplateMapping } from './TemplateMapping';
import { useKindName } from './useKinds';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const RenameDialog = lazy(() => import('./RenameDialog'));

type Asking = { what: 'rename' | 'delete'; template: MappingTemplate } | null;

export function Templates() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/mapping-templates');
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  async function forget(template: MappingTemplate) {
    await remove(`${path}/${template.id}`);
    toast(t('parts.deleted'));
    await queries.invalidateQueries({ queryKey: [path] });
  }
  return (
    <>
      <DataTable<MappingTemplate>
        name="mapping-templates"
        caption={t('imports.templates')}
        path={path}
        search={t('imports.searchTemplates')}
        filters={['kind']}
        tools={(list) => <KindFilter list={list} />}
        columns={useTemplateColumns(setAsking)}
        rowKey={(row) => row.id}
        expanded={(row) => <TemplateMapping template={row} />}
        empty={<EmptyView title={t('imports.noTemplates')} about={t('imports.noTemplatesAbout')} />}
      />
      <Suspense fallback={null}>
        {asking?.what === 'rename' && <RenameDialog path={path} template={asking.template} onClose={close} />}
        {asking?.what === 'delete' && (
          <ConfirmDialog
            danger
            title={t('imports.deleteTemplate', { name: asking.template.name })}
            about={t('imports.deleteTemplateAbout')}
            act={t('parts.delete')}
            onAct={() => forget(asking.template)}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}

function useTemplateColumns(onAsk: (asking: Asking) => void): Column<MappingTemplate>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const kindName = useKindName();
  return [
    {
      key: 'name',
      title: t('imports.templateName'),
      sort: 'name',
      render: (row) => (
        <strong className="clip" title={row.name}>
          {row.name}
        </strong>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'kind',
      title: t('imports.kind'),
      sort: 'kind',
      render: (row) => kindName(row.kind),
      plain: (row) => row.kind,
    },
    {
      key: 'columns',
      title: t('imports.columnCount'),
      amount: true,
      render: (row) => <Num value={row.columns.length} />,
      plain: (row) => row.columns.join(' | '),
    },
    {
      key: 'source',
      title: t('imports.lastFile'),
      render: (row) => (
        <span className="clip" title={row.source}>
          {row.source}
        </span>
      ),
      plain: (row) => row.source,
    },
    {
      key: 'used',
      title: t('imports.usedAt'),
      sort: 'used',
      render: (row) => (
        <>
          <time>{formatInstant(row.used_at, workspace.zone)}</time>
          <div className="muted small">{row.used_by || t('parts.system')}</div>
        </>
      ),
      plain: (row) => row.used_at,
    },
    { key: 'acts', title: t('imports.acts'), render: (row) => <Acts template={row} onAsk={onAsk} /> },
  ];
}

function Acts({ template, onAsk }: { template: MappingTemplate; onAsk: (asking: Asking) => void }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  return (
    <span className="row acts">
      <ButtonLink
        small
        kind="link"
        icon={DownloadOutlined}
        href={`/api/v1${api(`/mapping-templates/${template.id}/document.yaml`)}`}
      >
        YAML
      </ButtonLink>
      {can('imports.run') && (
        <>
          <Button small kind="link" onClick={() => onAsk({ what: 'rename', template })}>
            {t('imports.rename')}
          </Button>
          <Button small kind="link" danger onClick={() => onAsk({ what: 'delete', template })}>
            {t('parts.delete')}
          </Button>
        </>
      )}
    </span>
  );
}
