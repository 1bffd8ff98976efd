/** What is said of a member in tags: by group, where from, since and until when; how that changed; giving one by hand. */

import { CloseOutlined, PlusOutlined } from '@ant-design/icons-svg';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../../api/client';
import type { MemberTags, TagAct, TagOfMember } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import { GROUPS } from '../tags/document';
import { TagHistory } from './TagHistory';

const TagDialog = lazy(() => import('./TagDialog'));

export function Tags({ path }: { path: string }) {
  const query = useQuery({
    queryKey: [`${path}/tags`],
    queryFn: ({ signal }) => get<MemberTags>(`${path}/tags`, undefined, signal),
  });
  return (
    <Loaded query={query} rows={8}>
      {(told) => <Told told={told} path={path} />}
    </Loaded>
  );
}

function Told({ told, path }: { told: MemberTags; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [giving, setGiving] = useState(false);
  const act = useTagAct(path);
  const give = can('tags.edit') && can('tags.view') && (
    <Button small icon={PlusOutlined} onClick={() => setGiving(true)}>
      {t('memberTags.give')}
    </Button>
  );
  return (
    <div className="stack">
      {act.error && <ProblemView error={act.error} />}
      {told.tags.length === 0 ? (
        <Panel>
          <EmptyView title={t('memberTags.none')} about={t('memberTags.noneAbout')} act={give} />
        </Panel>
      ) : (
        <Panel title={t('memberTags.title', { count: told.tags.length })} extra={give}>
          <div className="tag-groups">
            {GROUPS.map((group) => (
              <Group
                key={group}
                group={group}
                tags={told.tags.filter((tag) => tag.group === group)}
                onRemove={can('tags.edit') ? (tag) => act.mutate({ tag: tag.name, how: 'remove' }) : undefined}
              />
            ))}
          </div>
        </Panel>
      )}
      <TagHistory changes={told.changes} />
      <Suspense fallback={null}>
        {giving && (
          <TagDialog
            onGive={(tag, value) => act.mutateAsync({ tag, how: 'assign', value })}
            onClose={() => setGiving(false)}
          />
        )}
      </Suspense>
    </div>
  );
}

type Asked = { tag: string; how: 'assign' | 'remove'; value?: string };

/** Gives a tag or takes it off, and offers to undo it. */
function useTagAct(path: string) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: [`${path}/tags`] });
  return useMutation({
    mutationFn: (asked: Asked) => post<TagAct>(`${path}/tags`, asked),
    onSuccess: async (act) => {
      const undo = () =>
        post(api(`/tag-acts/${act.id}/undos`))
          .then(again)
          .then(() => toast(t('tags.undone')));
      toast(t(`memberTags.done.${act.how}`), { label: t('tags.undo'), act: () => void undo() });
      await again();
    },
  });
}

type GroupProps = { group: string; tags: TagOfMember[]; onRemove?: (tag: TagOfMember) => void };

function Group({ group, tags, onRemove }: GroupProps) {
  const { t } = useTranslation();
  if (tags.length === 0) return null;
  return (
    <section className="tag-group">
      <h3>{t(`tags.groupIs.${group}`)}</h3>
      <div className="scroll-x">
        <table className="plain-table member-tags">
          <tbody>
            {tags.map((tag) => (
              <OneTag key={tag.name} tag={tag} onRemove={tag.type === 'manual' ? onRemove : undefined} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function OneTag({ tag, onRemove }: { tag: TagOfMember; onRemove?: (tag: TagOfMember) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { page, can, workspace } = useAccess();
  const label = text(tag.label) || tag.name;
  return (
    <tr>
      <td>{can('tags.view') ? <Link to={page(`/tags/${tag.name}`)}>{label}</Link> : label}</td>
      <td>
        <span className="chip on">{text(tag.value_label)}</span>
      </td>
      <td className="muted">
        {t(`tags.typeIs.${tag.type}`)}
        {tag.source && ` · ${text(tag.source_label) || tag.source}`}
      </td>
      <td className="muted">
        {tag.since && t('memberTags.since', { at: formatInstant(tag.since, workspace.zone) })}
        {tag.expires_at && (
          <div className="small">{t('memberTags.until', { at: formatInstant(tag.expires_at, workspace.zone) })}</div>
        )}
      </td>
      <td className="amount">
        {onRemove && (
          <Button
            kind="text"
            small
            icon={CloseOutlined}
            aria-label={t('memberTags.remove', { tag: label })}
            data-tip={t('memberTags.remove', { tag: label })}
            onClick={() => onRemove(tag)}
          />
        )}
      </td>
    </tr>
  );
}
