/** Who was given a tag or lost it by hand or file: one row an act, each of which can be undone. */

import { UndoOutlined } from '@ant-design/icons-svg';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { post } from '../../api/client';
import type { Tag, TagAct } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant, formatNumber } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { toast } from '../../ui/toasts';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));

export function Acts({ tag }: { tag: Tag }) {
  const { name } = tag;
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<TagAct | null>(null);
  async function undo(act: TagAct) {
    await post(api(`/tag-acts/${act.id}/undos`));
    toast(t('tags.undone'));
    await queries.invalidateQueries({ queryKey: [api(`/tags/${name}/acts`)] });
    await queries.invalidateQueries({ queryKey: [api(`/tags/${name}`)] });
    await queries.invalidateQueries({ queryKey: [api(`/tags/${name}/members`)] });
  }
  return (
    <>
      <DataTable<TagAct>
        name="tag-acts"
        caption={t('tags.tab.acts')}
        path={api(`/tags/${name}/acts`)}
        columns={useActColumns(tag, setAsking)}
        rowKey={(row) => row.id}
        empty={<EmptyView title={t('tags.noActs')} about={t('tags.noActsAbout')} />}
      />
      <Suspense fallback={null}>
        {asking && (
          <ConfirmDialog
            title={t('tags.undoTitle')}
            about={t('tags.undoAbout', { members: formatNumber(asking.members) })}
            act={t('tags.undo')}
            onAct={() => undo(asking)}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </>
  );
}

function useActColumns(tag: Tag, ask: (act: TagAct) => void): Column<TagAct>[] {
  const { t } = useTranslation();
  const text = useText();
  const { workspace, can } = useAccess();
  return [
    {
      key: 'at',
      title: t('tags.when'),
      render: (row) => <time>{formatInstant(row.made_at, workspace.zone)}</time>,
      plain: (row) => row.made_at,
    },
    {
      key: 'how',
      title: t('tags.what'),
      render: (row) => (
        <>
          {t(`tags.howIs.${row.how}`)}{' '}
          {row.value && (
            <span className="chip on">
              {text(tag.values.find((each) => each.value === row.value)?.label) || row.value}
            </span>
          )}
        </>
      ),
      plain: (row) => `${row.how} ${row.value}`,
    },
    {
      key: 'members',
      title: t('tags.members'),
      amount: true,
      render: (row) => <Num value={row.members} />,
      plain: (row) => row.members,
    },
    {
      key: 'about',
      title: t('tags.whom'),
      render: (row) => (row.about === 'rule' ? t('tags.byRule') : row.about || '–'),
      plain: (row) => row.about,
    },
    {
      key: 'by',
      title: t('tags.by'),
      render: (row) => (row.by === 'siyu' ? t('parts.system') : row.by),
      plain: (row) => row.by,
    },
    {
      key: 'undo',
      title: t('tags.state'),
      render: (row) =>
        row.undone_at ? (
          <span className="chip">{t('tags.undoneAt', { at: formatInstant(row.undone_at, workspace.zone) })}</span>
        ) : can('tags.edit') ? (
          <Button small icon={UndoOutlined} onClick={() => ask(row)}>
            {t('tags.undo')}
          </Button>
        ) : (
          t('tags.stands')
        ),
      plain: (row) => row.undone_at,
    },
  ];
}
