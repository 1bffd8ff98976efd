/** Gives all members of a segment a manual tag, or takes it off, with the count before and an undo after. */

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { TagAct, TagActCount } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Radios } from '../../ui/Checkbox';
import { FormDialog } from '../../ui/FormDialog';
import { formatNumber } from '../../ui/format';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';
import { ManualTagFields, useManualTags } from './ManualTagFields';

type Whom = { segment: string } | { ids: number[] };
type How = 'assign' | 'remove';
type Props = { whom: Whom; onDone?: () => void; onClose: () => void };

export default function BulkTagDialog({ whom, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const tags = useManualTags();
  const form = useForm(
    { tag: '', value: '', how: 'assign' as How },
    ({ tag }) => ({ tag: !tag && t('memberTags.chooseFirst') }),
    async ({ tag, ...asked }) => {
      const act = await post<TagAct>(api(`/tags/${tag}/acts`), bodyOf(asked.how, asked.value, whom));
      const again = () => queries.invalidateQueries({ queryKey: [api(`/tags/${tag}`)] });
      const undo = () =>
        post(api(`/tag-acts/${act.id}/undos`))
          .then(again)
          .then(() => toast(t('tags.undone')));
      toast(t(`tags.bulkDone.${asked.how}`, { members: formatNumber(act.members) }), {
        label: t('tags.undo'),
        act: () => void undo(),
      });
      await again();
      onDone?.();
      onClose();
    },
  );
  const { typed, set } = form;
  return (
    <FormDialog title={t('tags.bulk')} act={t('tags.bulkAct')} form={form} onClose={onClose}>
      <Radios<How>
        label={t('tags.what')}
        value={typed.how}
        options={(['assign', 'remove'] as const).map((value) => ({ value, label: t(`tags.bulkHow.${value}`) }))}
        onChange={(how) => set({ how })}
      />
      <ManualTagFields
        tags={tags}
        typed={typed}
        error={form.errors.tag}
        withoutValue={typed.how === 'remove'}
        onChange={set}
      />
      {typed.tag && <Count {...typed} whom={whom} />}
    </FormDialog>
  );
}

function Count({ tag, value, how, whom }: { tag: string; value: string; how: How; whom: Whom }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api(`/tags/${tag}/act-previews`);
  const body = bodyOf(how, value, whom);
  const query = useQuery({
    queryKey: [path, body],
    queryFn: ({ signal }) => post<TagActCount>(path, body, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (query.error) return <ProblemView error={query.error} />;
  if (!query.data) return <p className="muted">{t('segments.counting')}</p>;
  const counts = { members: formatNumber(query.data.members), changes: formatNumber(query.data.changes) };
  return (
    <p role="status">
      <strong>{t('tags.bulkCount', counts)}</strong>
    </p>
  );
}

const bodyOf = (how: How, value: string, members: Whom) => ({
  how,
  members,
  ...(how === 'assign' && value ? { value } : {}),
});
