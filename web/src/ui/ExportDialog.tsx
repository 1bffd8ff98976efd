/** Exports every row of a list: how far it has come, and the way to stop it. */

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { type Grown, MOST_EXPORTED } from './everyRow';
import { formatNumber } from './format';
import { ProblemView } from './ProblemView';
import { ProgressBar } from './ProgressBar';

type Props = {
  /** Writes the file and tells how many rows it has. */
  act: (grown: Grown, stop: AbortSignal) => Promise<number>;
  onClose: () => void;
};

export default function ExportDialog({ act, onClose }: Props) {
  const { t } = useTranslation();
  const [come, setCome] = useState<{ rows: number; total: number | null }>({ rows: 0, total: null });
  const [refusal, setRefusal] = useState<unknown>(null);
  const run = useRef({ act, onClose });
  useEffect(() => {
    const stop = new AbortController();
    const { act, onClose } = run.current;
    act((rows, total) => setCome({ rows, total }), stop.signal)
      .then((rows) => rows < MOST_EXPORTED && onClose())
      .catch((error: unknown) => !stop.signal.aborted && setRefusal(error));
    return () => stop.abort();
  }, []);
  const full = come.rows >= MOST_EXPORTED;
  return (
    <Dialog
      stays
      title={t('parts.exportAll')}
      onClose={onClose}
      foot={<Button onClick={onClose}>{t(full || refusal != null ? 'parts.close' : 'parts.cancel')}</Button>}
    >
      <div className="stack">
        {refusal != null && <ProblemView error={refusal} />}
        <ProgressBar
          label={t('parts.exportAll')}
          rate={come.total ? come.rows / Math.min(come.total, MOST_EXPORTED) : 0}
        />
        <p role="status">
          {full
            ? t('parts.exportFull', { most: formatNumber(MOST_EXPORTED), total: formatNumber(come.total) })
            : t('parts.exportSoFar', { rows: formatNumber(come.rows) })}
        </p>
      </div>
    </Dialog>
  );
}
