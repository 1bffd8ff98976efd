/** Says that a tag is retired, since when and by whom, and brings it back. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { Tag } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatActor, formatInstant } from '../../ui/format';
import { Note } from '../../ui/Note';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

export function Retired({ tag }: { tag: Tag }) {
  const { t } = useTranslation();
  const { api, can, workspace } = useAccess();
  const queries = useQueryClient();
  const path = api(`/tags/${tag.name}`);
  const restore = useMutation({
    mutationFn: () => post<Tag>(`${path}/restorations`),
    onSuccess: (restored) => {
      queries.setQueryData([path], restored);
      toast(t('tags.restored'));
      return Promise.all(
        ['/tags', '/rule-vocabulary'].map((one) => queries.invalidateQueries({ queryKey: [api(one)] })),
      );
    },
  });
  const since = { at: formatInstant(tag.retired_at, workspace.zone), by: formatActor(tag.retired_by) };
  return (
    <div className="stack retired">
      <Note
        tone="info"
        title={t('tags.retiredSince', since)}
        act={
          can('tags.edit') && (
            <Button small kind="primary" busy={restore.isPending} onClick={() => restore.mutate()}>
              {t('tags.restore')}
            </Button>
          )
        }
      >
        {t('tags.retiredAbout')}
      </Note>
      {restore.error && <ProblemView error={restore.error} />}
    </div>
  );
}
