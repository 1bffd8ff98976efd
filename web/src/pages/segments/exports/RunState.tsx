/** How a run stands, in a word or two, and the way to its file. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { ExportRun } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useText, useTranslation } from '../../../i18n';
import { ButtonLink } from '../../../ui/Button';
import { formatNumber } from '../../../ui/format';

const TONE = { queued: '', running: 'on', done: 'good', failed: 'bad' };

export const isUnderway = ({ state }: ExportRun): boolean => state === 'queued' || state === 'running';

/** With `brief` the reason of a failure is said on hover; its history says it in full. */
export function RunState({ run, brief }: { run: ExportRun; brief?: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <span>
      <span className={`chip ${TONE[run.state]}`} data-tip={(brief && text(run.error?.message)) || undefined}>
        {t(`exports.is.${run.state}`)}
      </span>{' '}
      {run.state === 'done' && <span className="num">{t('exports.rowsAre', { rows: formatNumber(run.rows) })}</span>}
      {run.error && !brief && (
        <span className="export-why small">
          {text(run.error.message)} <span className="muted">{text(run.error.mend)}</span>
        </span>
      )}
    </span>
  );
}

/** Downloads the file where there is one and one may; a file of personal data takes the permission to reveal. */
export function Fetch({ run }: { run: ExportRun }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  if (!run.has_file || !can('segments.export')) return null;
  if (run.content === 'full' && !can('members.reveal')) return null;
  return (
    <ButtonLink small icon={DownloadOutlined} href={`/api/v1${api(`/segment-export-runs/${run.id}/file`)}`}>
      {t('exports.fetch')}
    </ButtonLink>
  );
}
