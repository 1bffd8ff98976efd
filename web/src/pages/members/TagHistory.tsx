/** How a member's tags changed, the newest first. */

import { useState } from 'react';
import type { TagChange } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

const FIRST = 8;

export function TagHistory({ changes }: { changes: TagChange[] }) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  const [all, setAll] = useState(false);
  if (changes.length === 0) return null;
  const shown = all ? changes : changes.slice(0, FIRST);
  return (
    <Panel flush title={t('memberTags.history')}>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('tags.when')}</th>
              <th scope="col">{t('tags.one')}</th>
              <th scope="col">{t('memberTags.change')}</th>
              <th scope="col">{t('memberTags.because')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((change, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be equal in everything
              <tr key={at}>
                <td>
                  <time>{formatInstant(change.at, workspace.zone)}</time>
                </td>
                <td>{text(change.label) || change.tag}</td>
                <td>
                  {text(change.before_label) || '–'} → <strong>{text(change.value_label) || '–'}</strong>
                </td>
                <td>
                  {t(`memberTags.causeIs.${change.cause}`)}
                  <span className="muted small">
                    {' '}
                    {change.by && change.by !== 'siyu'
                      ? change.by
                      : t('documents.versionIs', { version: change.version })}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && changes.length > FIRST && (
        <p className="history-more">
          <Button kind="link" onClick={() => setAll(true)}>
            {t('memberTags.more', { count: changes.length - FIRST })}
          </Button>
        </p>
      )}
    </Panel>
  );
}
