/** The receipt of a request: each store with its rows, what became of them, and what the law obliges to keep. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { PrivacyRequest, PrivacyStore } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { download, downloadBlob } from '../../ui/csv';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';

export function Receipt({ request }: { request: PrivacyRequest }) {
  const { t } = useTranslation();
  const { api, can, workspace } = useAccess();
  const { stores, ids, backups } = request.receipt;
  if (stores.length === 0) return <p className="muted">{t('privacy.noReceipt')}</p>;
  const file = `/api/v1${api(`/privacy-requests/${request.id}/file`)}`;
  return (
    <div className="stack">
      <p className="muted">
        {t('privacy.ids', { count: ids })}
        {backups != null && backups > 0 && ` ${t('privacy.backups', { count: backups })}`}
      </p>
      <StoreTable stores={stores} isErasure={request.kind === 'erasure'} />
      <div className="chips">
        <Button small icon={DownloadOutlined} onClick={() => saveReceipt(request)}>
          {t('privacy.saveReceipt')}
        </Button>
        {request.has_file && can('privacy.export') && (
          <Button small kind="primary" icon={DownloadOutlined} onClick={() => download('', file)}>
            {t('privacy.saveFile')}
          </Button>
        )}
        {request.has_file && (
          <span className="muted small">
            {t('privacy.expires', { at: formatInstant(request.expires_at, workspace.zone) })}
          </span>
        )}
      </div>
    </div>
  );
}

type Stores = { stores: PrivacyStore[]; isErasure: boolean };

/** Stores with something in them; an empty one is said in the saved receipt. */
export function StoreTable({ stores, isErasure }: Stores) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('privacy.store')}</th>
            <th className="amount">{t('privacy.rows')}</th>
            {isErasure && <th>{t('privacy.fate')}</th>}
          </tr>
        </thead>
        <tbody>
          {stores
            .filter(({ rows }) => rows > 0)
            .map((store) => (
              <tr key={store.name}>
                <td>{text(store.label)}</td>
                <td className="amount">
                  <Num value={store.rows} />
                </td>
                {isErasure && (
                  <td>
                    {store.fate_label && text(store.fate_label)}
                    {store.keeps && <div className="muted small">{text(store.keeps)}</div>}
                  </td>
                )}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function saveReceipt(request: PrivacyRequest) {
  const blob = new Blob([JSON.stringify(request, null, 2)], { type: 'application/json' });
  downloadBlob(`receipt-${request.id}.json`, blob);
}
