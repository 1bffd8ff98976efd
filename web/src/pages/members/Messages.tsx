/** The last messages to a member: what was sent, and why one was not. */

import { Link } from 'react-router';
import type { Member } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { MessageState } from '../outbox/MessageState';

export function Messages({ member }: { member: Member }) {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const messages = member.messages ?? [];
  const all = <Link to={page(`/outbox?member_id=${member.member_id}`)}>{t('outbox.all')}</Link>;
  return (
    <Panel flush title={t('outbox.lastMessages')} extra={messages.length > 0 && all}>
      {messages.length === 0 ? (
        <p className="muted">{t('outbox.noneToMember')}</p>
      ) : (
        <div className="scroll-x">
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('outbox.made_at')}</th>
                <th>{t('outbox.transport')}</th>
                <th>{t('outbox.what')}</th>
                <th>{t('outbox.stateIs')}</th>
              </tr>
            </thead>
            <tbody>
              {messages.map((message) => (
                <tr key={message.id}>
                  <td>
                    <time>{formatInstant(message.made_at, workspace.zone)}</time>
                  </td>
                  <td>{message.transport}</td>
                  <td>{message.template || <span className="muted">{t('outbox.givenWords')}</span>}</td>
                  <td>
                    <MessageState message={message} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
