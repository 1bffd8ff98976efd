/** Events that departed from what was agreed: which property, how, and how many. */

import type { EventTypeDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant, formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function DepartureTable({ type }: { type: EventTypeDetail }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const kind = (name: string) => t(`events.typeIs.${name}`, { defaultValue: name });
  return (
    <Panel flush title={t('events.departed')}>
      <p className="panel-note">{t('events.departedAbout')}</p>
      {type.departed.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll-x" tabIndex={0} aria-label={t('events.departed')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('events.property')}</th>
                <th scope="col">{t('events.departedHow')}</th>
                <th scope="col" className="amount">
                  {t('events.count')}
                </th>
                <th scope="col">{t('events.last_seen_at')}</th>
              </tr>
            </thead>
            <tbody>
              {type.departed.map((each) => (
                <tr key={`${each.property}:${each.kind}:${each.found}`}>
                  <td className="mono">{each.property}</td>
                  <td>
                    {each.kind === 'unknown'
                      ? t('events.departedUnknown', { found: kind(each.found) })
                      : t('events.departedType', {
                          found: kind(each.found),
                          agreed: kind(type.agreed?.[each.property] ?? 'any'),
                        })}
                  </td>
                  <td className="amount">{formatNumber(each.count)}</td>
                  <td>
                    <time>{formatInstant(each.last_at, workspace.zone)}</time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {type.departed.length === 0 && <p className="nothing">{t('events.departedNone')}</p>}
    </Panel>
  );
}
