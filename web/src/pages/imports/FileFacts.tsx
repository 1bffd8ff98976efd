/** The chosen file in a line, and the way back to another. */

import type { Upload } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatBytes, formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function FileFacts({ upload, onOther }: { upload: Upload; onOther: () => void }) {
  const { t } = useTranslation();
  const facts: [string, string][] = [
    [t('imports.file'), upload.filename],
    [t('imports.size'), formatBytes(upload.bytes)],
    [t('imports.format'), upload.format.toUpperCase()],
    [t('imports.encoding'), upload.encoding ?? '–'],
    [t('imports.columnCount'), formatNumber(upload.columns.length)],
  ];
  return (
    <Panel>
      <div className="row">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <span className="spring" />
        <Button onClick={onOther}>{t('imports.otherFile')}</Button>
      </div>
    </Panel>
  );
}
