/** What can be done with a scheduled export: write it now, stop or resume it, change it, delete it. */

import { EllipsisOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { post, remove } from '../../../api/client';
import { asProblem } from '../../../api/problem';
import type { SegmentExport } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useText, useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { MenuButton } from '../../../ui/MenuButton';
import { toast } from '../../../ui/toasts';
import { useTiming } from './timing';

const ConfirmDialog = lazy(() => import('../../../ui/ConfirmDialog'));
const ScheduleDialog = lazy(() => import('./ScheduleDialog'));

type Act = 'runs' | 'stops' | 'resumptions';

export function ExportActs({ one }: { one: SegmentExport }) {
  const { t } = useTranslation();
  const text = useText();
  const timing = useTiming();
  const { api, can } = useAccess();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'change' | 'delete' | null>(null);
  const path = api(`/segment-exports/${one.id}`);
  const renew = () => queries.invalidateQueries({ queryKey: [api('/segment-exports')] });
  const act = useMutation({
    mutationFn: (which: Act) => post(`${path}/${which}`),
    onSuccess: (_, which) => {
      toast(t(`exports.did.${which}`));
      return renew();
    },
    onError: (problem) => toast(text(asProblem(problem).problem.message)),
  });
  async function forget() {
    await remove(path);
    toast(t('parts.deleted'));
    await renew();
  }
  if (!can('segments.export')) return null;
  const other: Act = one.stopped_at ? 'resumptions' : 'stops';
  return (
    <span className="row export-acts">
      <Button small busy={act.isPending} onClick={() => act.mutate('runs')}>
        {t('exports.runs')}
      </Button>
      <MenuButton
        small
        kind="text"
        icon={EllipsisOutlined}
        aria-label={t('exports.moreOf', { when: timing(one) })}
        acts={[
          { key: 'change', label: t('exports.change'), act: () => setAsking('change') },
          { key: 'other', label: t(`exports.${other}`), act: () => act.mutate(other) },
          { key: 'delete', label: t('parts.delete'), act: () => setAsking('delete') },
        ]}
      />
      <Suspense fallback={null}>
        {asking === 'change' && <ScheduleDialog segment={one.segment} one={one} onClose={() => setAsking(null)} />}
        {asking === 'delete' && (
          <ConfirmDialog
            danger
            title={t('exports.deleteTitle', { when: timing(one) })}
            about={t('exports.deleteAbout')}
            act={t('parts.delete')}
            onAct={forget}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </span>
  );
}
