/** Members by kind of connection, beside the time before; and for today who can be written to. */

import type { ConnectionReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { Delta, Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { changeOf } from '../behaviour/asked';

export function KindTable({ report }: { report: ConnectionReport }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Panel flush title={t('connections.kinds')}>
      <table className="plain-table data" aria-label={t('connections.kinds')}>
        <thead>
          <tr>
            <th scope="col">{t('connections.kind')}</th>
            {(['now', 'share', 'before', 'change'] as const).map((key) => (
              <th key={key} scope="col" className="amount">
                {t(`connections.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.kinds.map((kind) => (
            <tr key={kind.name}>
              <td>{text(kind.label)}</td>
              <td className="amount">
                <Num value={kind.members} formula={t(`connections.kindAbout.${kind.name}`)} />
              </td>
              <td className="amount">
                <Rate value={kind.members / report.members} />
              </td>
              <td className="amount">
                <Num value={kind.before} />
              </td>
              <td className="amount">
                <Delta change={changeOf(kind.members, kind.before)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.contacts && (
        <p className="muted table-note">
          {t('connections.contacts')}{' '}
          {report.contacts.map((one) => `${text(one.label)} ${formatNumber(one.members)}`).join(t('parts.and'))}
        </p>
      )}
    </Panel>
  );
}
