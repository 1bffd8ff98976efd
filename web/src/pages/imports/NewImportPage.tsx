/** A new import: choose a file, say what its columns mean, try it without loading, load it. */

import { useState } from 'react';
import type { Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { PageFrame } from '../../ui/PageFrame';
import { ChooseFile } from './ChooseFile';
import { MapColumns } from './MapColumns';
import './imports.css';

export default function NewImportPage() {
  const { t } = useTranslation();
  const { page } = useAccess();
  const [upload, setUpload] = useState<Upload | null>(null);
  const current = upload ? 1 : 0;
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
      {upload ? (
        <MapColumns
          key={`${upload.id}:${upload.sheet}`}
          upload={upload}
          onSheet={setUpload}
          onOther={() => setUpload(null)}
        />
      ) : (
        <ChooseFile onUploaded={setUpload} />
      )}
    </PageFrame>
  );
}
