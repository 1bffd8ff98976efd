/** A new import: choose files, say what their columns mean, try them without loading, load them. */

import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { PageFrame } from '../../ui/PageFrame';
import { BatchProgress } from './BatchProgress';
import { ChooseFile } from './ChooseFile';
import { MapColumns } from './MapColumns';
import { SeveralFiles } from './SeveralFiles';
import './imports.css';

type Several = { files: File[]; encoding: string };

export default function NewImportPage() {
  const { t } = useTranslation();
  const { page } = useAccess();
  const [params, setParams] = useSearchParams();
  const [upload, setUpload] = useState<Upload | null>(null);
  const [several, setSeveral] = useState<Several | null>(null);
  const batch = params.get('batch');
  function again() {
    setSeveral(null);
    setParams({}, { replace: true });
  }
  const current = batch ? 2 : upload || several ? 1 : 0;
  return (
    <PageFrame
      title={t('imports.start')}
      lead={t('imports.startLead')}
      back={{ to: page('/imports'), label: t('imports.title') }}
    >
      <ol className="steps">
        {['choose', 'map', 'run'].map((key, at) => (
          <li key={key} aria-current={at === current ? 'step' : undefined}>
            <span className="num">{at + 1}</span> {t(`imports.step.${key}`)}
          </li>
        ))}
      </ol>
      {batch && <BatchProgress id={batch} />}
      {several ? (
        <SeveralFiles {...several} batch={batch} onOther={again} />
      ) : upload ? (
        <MapColumns
          key={`${upload.id}:${upload.sheet}`}
          upload={upload}
          onSheet={setUpload}
          onOther={() => setUpload(null)}
        />
      ) : (
        !batch && <ChooseFile onUploaded={setUpload} onSeveral={(files, encoding) => setSeveral({ files, encoding })} />
      )}
    </PageFrame>
  );
}
