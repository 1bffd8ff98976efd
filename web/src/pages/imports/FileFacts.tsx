/** The chosen file in a line, the sheet of a workbook that has several, and the way back to another file. */

import { useMutation } from '@tanstack/react-query';
import { put } from '../../api/client';
import type { Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatBytes, formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { ProblemView } from '../../ui/ProblemView';

type Props = { upload: Upload; onSheet: (upload: Upload) => void; onOther: () => void };

export function FileFacts({ upload, onSheet, onOther }: Props) {
  const { t } = useTranslation();
  const facts: [string, string][] = [
    [t('imports.file'), upload.filename],
    [t('imports.size'), formatBytes(upload.bytes)],
    [t('imports.format'), upload.format.toUpperCase()],
    ...(upload.encoding ? [[t('imports.encoding'), upload.encoding] as [string, string]] : []),
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
        {upload.sheets.length > 1 && <SheetChoice upload={upload} onSheet={onSheet} />}
        <span className="spring" />
        <Button onClick={onOther}>{t('imports.otherFile')}</Button>
      </div>
    </Panel>
  );
}

function SheetChoice({ upload, onSheet }: Omit<Props, 'onOther'>) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const choose = useMutation({
    mutationFn: (sheet: string) => put<Upload>(api(`/uploads/${upload.id}/sheet`), { sheet }),
    onSuccess: onSheet,
  });
  return (
    <>
      <span>{t('imports.sheet')}</span>
      <PlainSelect
        label={t('imports.sheet')}
        value={choose.variables ?? upload.sheet}
        disabled={choose.isPending}
        options={upload.sheets.map((value) => ({ value, label: value }))}
        onChange={choose.mutate}
      />
      {choose.error && <ProblemView error={choose.error} />}
    </>
  );
}
