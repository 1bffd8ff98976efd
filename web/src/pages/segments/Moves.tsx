/** When members last came into a segment and left it. */

import type { Segment } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant, formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';

export function Moves({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (segment.moves.length === 0) return null;
  return (
    <Panel flush title={t('segments.moves')}>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('segments.movedAt')}</th>
              <th scope="col">{t('segments.cause')}</th>
              <th scope="col" className="amount">
                {t('segments.entered')}
              </th>
              <th scope="col" className="amount">
                {t('segments.left')}
              </th>
            </tr>
          </thead>
          <tbody>
            {segment.moves.map((move) => (
              <tr key={`${move.at} ${move.cause} ${move.version}`}>
                <td>
                  <time>{formatInstant(move.at, workspace.zone, true)}</time>
                </td>
                <td>{t(`segments.causeIs.${move.cause}`, { defaultValue: move.cause, version: move.version })}</td>
                <td className="amount num">{move.entered ? `+${formatNumber(move.entered)}` : '–'}</td>
                <td className="amount num">{move.left ? `−${formatNumber(move.left)}` : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
