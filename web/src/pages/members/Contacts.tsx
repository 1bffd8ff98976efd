/** With whom of the staff a member is connected, and in which groups. */

import type { MemberContacts } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function Contacts({ contacts }: { contacts: MemberContacts }) {
  return (
    <div className="stack">
      <Relations relations={contacts.relations} />
      <Groups groups={contacts.groups} />
    </div>
  );
}

function Relations({ relations }: { relations: MemberContacts['relations'] }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (relations.length === 0) return null;
  return (
    <Panel flush title={t('contacts.relations')}>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('contacts.staff')}</th>
              <th>{t('contacts.since')}</th>
              <th>{t('contacts.state')}</th>
              <th>{t('contacts.cameBy')}</th>
              <th>{t('contacts.tags')}</th>
            </tr>
          </thead>
          <tbody>
            {relations.map((one) => (
              <tr key={`${one.channel} ${one.staff} ${one.since}`}>
                <td>
                  {one.staff_name || one.staff}
                  <div className="muted small">{one.channel}</div>
                </td>
                <td>
                  <time>{formatInstant(one.since, workspace.zone)}</time>
                </td>
                <td>
                  {one.until ? (
                    <span className="chip">
                      {t('contacts.until', { at: formatInstant(one.until, workspace.zone) })}
                    </span>
                  ) : (
                    <span className="chip good">{t('contacts.connected')}</span>
                  )}
                </td>
                <td>
                  {t(`contacts.way.${one.add_way}`, { defaultValue: t('contacts.way.0') })}
                  {one.state && <div className="muted small mono">{one.state}</div>}
                </td>
                <td>
                  <span className="chips">
                    {one.tags.map((tag) => (
                      <span key={tag} className="chip">
                        {tag}
                      </span>
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Groups({ groups }: { groups: MemberContacts['groups'] }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (groups.length === 0) return null;
  return (
    <Panel title={t('contacts.groups')}>
      <ul>
        {groups.map((one) => (
          <li key={`${one.name} ${one.joined_at}`}>
            {one.name || t('contacts.unnamed')}{' '}
            <span className="muted small">
              {formatInstant(one.joined_at, workspace.zone)}
              {one.left_at && ` – ${formatInstant(one.left_at, workspace.zone)}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
