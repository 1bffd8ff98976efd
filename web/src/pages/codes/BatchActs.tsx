/** What can be done with a batch: its serials as CSV, files to print, and voiding it. */

import { DownloadOutlined, PrinterOutlined, StopOutlined } from '@ant-design/icons-svg';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { CodeBatch } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';

const PrintDialog = lazy(() => import('./PrintDialog'));
const VoidDialog = lazy(() => import('./VoidDialog'));

export function BatchActs({ batch, path }: { batch: CodeBatch; path: string }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'print' | 'void' | null>(null);
  async function voided() {
    await Promise.all([path, api('/code-batches')].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  }
  return (
    <>
      {can('codes.export') && (
        <ButtonLink icon={DownloadOutlined} href={`/api/v1${path}/serials.csv`}>
          {t('codes.csv')}
        </ButtonLink>
      )}
      {can('codes.export') && !batch.voided_at && (
        <Button icon={PrinterOutlined} onClick={() => setAsking('print')}>
          {t('codes.print')}
        </Button>
      )}
      {can('codes.edit') && !batch.voided_at && (
        <Button danger icon={StopOutlined} onClick={() => setAsking('void')}>
          {t('codes.voidIt')}
        </Button>
      )}
      <Suspense fallback={null}>
        {asking === 'print' && <PrintDialog batch={batch} path={path} onClose={() => setAsking(null)} />}
        {asking === 'void' && (
          <VoidDialog batch={batch} path={path} onVoided={voided} onClose={() => setAsking(null)} />
        )}
      </Suspense>
    </>
  );
}
