/** Keeps who was found as a segment; its name is proposed. */

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { post } from '../../api/client';
import type { Segment, SegmentDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { FormDialog } from '../../ui/FormDialog';
import { useForm } from '../../ui/useForm';
import { Naming } from '../segments/Naming';

export default function SaveDialog({ document, onClose }: { document: SegmentDocument; onClose: () => void }) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm<SegmentDocument>(
    document,
    () => ({}),
    async (typed) => {
      await post<Segment>(api('/segments'), { document: typed });
      await queries.invalidateQueries();
      void navigate(page(`/segments/${typed.name}`));
    },
  );
  return (
    <FormDialog title={t('find.save')} act={t('parts.save')} form={form} onClose={onClose}>
      <Naming document={form.typed} isNew readOnly={false} onChange={form.set} />
    </FormDialog>
  );
}
