/** Codes for things: batches of serials on products, packs and posters, with what became of them. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CodeBatch } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PageFrame } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { LookUp } from './LookUp';
import { useBatchColumns } from './useBatchColumns';
import { useCodeTypes } from './useCodeTypes';
import './codes.css';

const BatchDialog = lazy(() => import('./BatchDialog'));

export default function CodesPage() {
  const { t } = useTranslation();
  const text = useText();
  const { api, page, can } = useAccess();
  const navigate = useNavigate();
  const types = useCodeTypes();
  const [making, setMaking] = useState(false);
  const make = can('codes.edit') && (
    <Button kind="primary" icon={PlusOutlined} onClick={() => setMaking(true)}>
      {t('codes.new')}
    </Button>
  );
  return (
    <PageFrame title={t('codes.title')} lead={t('codes.lead')} actions={make}>
      <LookUp />
      <DataTable<CodeBatch>
        name="codes"
        caption={t('codes.title')}
        path={api('/code-batches')}
        search={t('codes.search')}
        filters={['type']}
        columns={useBatchColumns()}
        rowKey={(row) => row.id}
        tools={(list) => (
          <PlainSelect
            label={t('codes.type')}
            value={list.value('type')}
            options={[
              { value: '', label: t('codes.everyType') },
              ...types.map((one) => ({ value: one.name, label: text(one.label) })),
            ]}
            onChange={(type) => list.set({ type })}
          />
        )}
        empty={<EmptyView title={t('codes.empty')} about={t('codes.emptyAbout')} act={make} />}
      />
      <Suspense fallback={null}>
        {making && (
          <BatchDialog
            onClose={(made) => {
              setMaking(false);
              if (made) navigate(page(`/codes/${made.id}`));
            }}
          />
        )}
      </Suspense>
    </PageFrame>
  );
}
