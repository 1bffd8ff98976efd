/** Changes a type of event and shows everywhere what it has become. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { patch } from '../../api/client';
import type { Agreed, EventTypeDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { toast } from '../../ui/toasts';

export function useTypeChange(path: string) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { about?: string; agreed?: Agreed | null }) => patch<EventTypeDetail>(path, change),
    onSuccess: (changed) => {
      queries.setQueryData([path], changed);
      void queries.invalidateQueries({ queryKey: [api('/event-types')] });
      toast(t('parts.saved'));
    },
  });
}
