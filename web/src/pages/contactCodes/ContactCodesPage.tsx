/** Contact codes: who stands behind each now, how many came by it, and what is wrong with it. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import type { ContactCodeRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PageFrame } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { useCodeColumns } from './useCodeColumns';

const BatchDialog = lazy(() => import('./BatchDialog'));
const STATES = ['live', 'making', 'trouble', 'retired'];

export default function ContactCodesPage() {
  const { t } = useTranslation();
  const { api, can, page } = useAccess();
  const [making, setMaking] = useState(false);
  const edits = can('contact_codes.edit');
  const make = edits && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/contact-codes/new')}>
      {t('contactCodes.new')}
    </ButtonLink>
  );
  return (
    <PageFrame
      title={t('contactCodes.title')}
      lead={t('contactCodes.lead')}
      actions={
        <>
          <ButtonLink to={page('/welcomes')}>{t('welcomes.title')}</ButtonLink>
          {edits && <Button onClick={() => setMaking(true)}>{t('contactCodes.batch')}</Button>}
          {make}
        </>
      }
    >
      <DataTable<ContactCodeRow>
        name="contact-codes"
        caption={t('contactCodes.title')}
        path={api('/contact-codes')}
        search={t('contactCodes.search')}
        filters={['state']}
        tools={(list) => (
          <PlainSelect
            label={t('contactCodes.state')}
            value={list.value('state')}
            options={[
              { value: '', label: t('contactCodes.everyState') },
              ...STATES.map((value) => ({ value, label: t(`contactCodes.states.${value}`) })),
            ]}
            onChange={(state) => list.set({ state })}
          />
        )}
        columns={useCodeColumns()}
        rowKey={(row) => row.name}
        refresh={(rows) => (rows.some(({ state }) => state === 'making') ? 2_000 : 30_000)}
        bulk={(chosen) => (
          <a
            className="button small"
            href={`/api/v1${api('/contact-code-sheets')}?names=${chosen.map(({ name }) => name).join(',')}`}
            download="contact-codes.pdf"
          >
            {t('contactCodes.print')}
          </a>
        )}
        empty={<EmptyView title={t('contactCodes.empty')} about={t('contactCodes.emptyAbout')} act={make} />}
      />
      <Suspense fallback={null}>{making && <BatchDialog onClose={() => setMaking(false)} />}</Suspense>
    </PageFrame>
  );
}
