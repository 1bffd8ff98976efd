/** Message templates: what can be said to members, by which channels. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { Link } from 'react-router';
import type { MessageTemplateRow, TemplateChannel, TemplateDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PageFrame } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';
import { CLASSES } from './document';

const CHANNELS: TemplateChannel[] = ['wecom', 'official_account', 'sms', 'email', 'webhook'];

export default function TemplatesPage() {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const make = can('templates.edit') && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/templates/new')}>
      {t('templates.new')}
    </ButtonLink>
  );
  return (
    <PageFrame title={t('templates.title')} lead={t('templates.lead')} actions={make}>
      <DataTable<MessageTemplateRow>
        name="templates"
        caption={t('templates.title')}
        path={api('/templates')}
        search={t('templates.search')}
        filters={['content_class', 'channel']}
        tools={(list) => <Filters list={list} />}
        columns={useTemplateColumns()}
        rowKey={(row) => row.name}
        empty={<EmptyView title={t('templates.empty')} about={t('templates.emptyAbout')} act={make} />}
      />
    </PageFrame>
  );
}

function Filters({ list }: { list: ListState }) {
  const { t } = useTranslation();
  return (
    <>
      <PlainSelect<TemplateDocument['class'] | ''>
        label={t('templates.class')}
        value={list.value('content_class') as TemplateDocument['class'] | ''}
        options={[
          { value: '', label: t('templates.everyClass') },
          ...CLASSES.map((value) => ({ value, label: t(`templates.classIs.${value}`) })),
        ]}
        onChange={(value) => list.set({ content_class: value })}
      />
      <PlainSelect<TemplateChannel | ''>
        label={t('templates.channel')}
        value={list.value('channel') as TemplateChannel | ''}
        options={[
          { value: '', label: t('templates.everyChannel') },
          ...CHANNELS.map((value) => ({ value, label: t(`templates.channelIs.${value}`) })),
        ]}
        onChange={(value) => list.set({ channel: value })}
      />
    </>
  );
}

function useTemplateColumns(): Column<MessageTemplateRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  return [
    {
      key: 'label',
      title: t('templates.label'),
      render: (row) => (
        <>
          <Link to={page(`/templates/${row.name}`)}>{text(row.label) || row.name}</Link>
          <div className="mono muted">{row.name}</div>
        </>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'class',
      title: t('templates.class'),
      render: (row) => (
        <span className={`chip ${row.content_class === 'marketing' ? 'warn' : ''}`}>
          {t(`templates.classIs.${row.content_class}`)}
        </span>
      ),
      plain: (row) => row.content_class,
    },
    {
      key: 'channels',
      title: t('templates.channels'),
      render: (row) => (
        <span className="chips">
          {row.channels.map((channel) => (
            <span className="chip" key={channel}>
              {t(`templates.channelIs.${channel}`)}
            </span>
          ))}
        </span>
      ),
      plain: (row) => row.channels.join(' '),
    },
    {
      key: 'version',
      title: t('templates.version'),
      amount: true,
      render: (row) => <Num value={row.version} />,
      plain: (row) => row.version,
    },
    {
      key: 'updated',
      title: t('templates.updated'),
      render: (row) => (
        <>
          {row.updated_by}
          <div className="muted small">{formatInstant(row.updated_at, workspace.zone)}</div>
        </>
      ),
      plain: (row) => row.updated_at,
    },
  ];
}
