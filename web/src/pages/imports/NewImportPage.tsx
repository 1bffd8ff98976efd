/** A new import: choose a file, say what its columns mean, try it without loading, load it. */

import { Steps } from 'antd';
import { useState } from 'react';
import type { Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { PageFrame } from '../../shared/PageFrame';
import { ChooseFile } from './ChooseFile';
import { MapColumns } from './MapColumns';

export default function NewImportPage() {
  const { t } = useTranslation();
  const { page } = useAccess();
  const [upload, setUpload] = useState<Upload | null>(null);
  const steps = ['choose', 'map', 'run'].map((key) => ({ key, title: t(`imports.step.${key}`) }));
  return (
    <PageFrame
      title={t('imports.start')}
      lead={t('imports.startLead')}
      back={{ to: page('/imports'), label: t('imports.title') }}
    >
      <Steps size="small" current={upload ? 1 : 0} items={steps} className="import-steps" />
      {upload ? (
        <MapColumns key={upload.id} upload={upload} onOther={() => setUpload(null)} />
      ) : (
        <ChooseFile onUploaded={setUpload} />
      )}
    </PageFrame>
  );
}
