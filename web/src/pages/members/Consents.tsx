/** What a member agreed to and withdrew: what stands, everything said, and taking a word down. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import type { Consent, Consents as Told } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

const ConsentDialog = lazy(() => import('./ConsentDialog'));

export function Consents({ consents, path }: { consents: Told; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [telling, setTelling] = useState(false);
  const tell = can('consents.edit') && (
    <Button small icon={PlusOutlined} onClick={() => setTelling(true)}>
      {t('consents.tell')}
    </Button>
  );
  return (
    <>
      {consents.history.length === 0 ? (
        <Panel>
          <EmptyView title={t('consents.none')} about={t('consents.noneAbout')} act={tell} />
        </Panel>
      ) : (
        <div className="stack">
          <Panel flush title={t('consents.standing')} extra={tell}>
            <ConsentTable rows={consents.standing} />
          </Panel>
          <Panel flush title={t('consents.history')}>
            <ConsentTable rows={consents.history} />
          </Panel>
        </div>
      )}
      <Suspense fallback={null}>{telling && <ConsentDialog path={path} onClose={() => setTelling(false)} />}</Suspense>
    </>
  );
}

function ConsentTable({ rows }: { rows: Consent[] }) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('consents.purpose')}</th>
            <th>{t('consents.word')}</th>
            <th>{t('consents.at')}</th>
            <th>{t('consents.source')}</th>
            <th>{t('consents.proof')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.purpose}.${row.channel} ${row.at}`}>
              <td>{text(row.label)}</td>
              <td>
                <span className={`chip ${row.how === 'given' ? 'good' : 'bad'}`}>{t(`consents.how.${row.how}`)}</span>
              </td>
              <td>
                <time>{formatInstant(row.at, workspace.zone)}</time>
              </td>
              <td>{t(`consents.sources.${row.source}`, { defaultValue: row.source })}</td>
              <td>
                {row.proof || '–'}
                <div className="muted small">
                  {row.text_version ? t('consents.version', { version: row.text_version }) : t('consents.noVersion')}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
