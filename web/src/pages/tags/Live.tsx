/** Who would have the tag now, value by value. */

import type { TagType } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { Doubts } from './Doubts';
import type { LiveTag } from './useTagPreview';

export function Live({ preview, type }: { preview: LiveTag; type: TagType }) {
  const { t } = useTranslation();
  const { data, error, stale } = preview;
  if ((type === 'manual' && !error) || preview.isUnfinished) {
    return (
      <Panel title={t('tags.live')}>
        <p className="muted">{t(preview.isUnfinished ? 'tags.chooseOrigin' : 'tags.byHand')}</p>
      </Panel>
    );
  }
  const took = data && !error && (
    <span className="muted small num">{t('segments.took', { ms: formatNumber(data.took_ms) })}</span>
  );
  return (
    <Panel title={t('tags.live')} extra={took}>
      <div className={stale ? 'live stale' : 'live'} aria-busy={stale}>
        {error && <ProblemView error={error} onRetry={error.status === 0 ? () => void preview.refetch() : undefined} />}
        {!error && data && <Doubts doubts={data.doubts} />}
        {!error && data && <Counts preview={data} />}
        {!error && !data && <p className="muted">{t('segments.counting')}</p>}
      </div>
    </Panel>
  );
}

function Counts({ preview }: { preview: NonNullable<LiveTag['data']> }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      <div className="live-size" role="status">
        <strong className="num">{formatNumber(preview.members)}</strong>
        <span className="muted num">{t('segments.ofBase', { base: formatNumber(preview.base) })}</span>
        <span className="spring" />
        <Rate value={preview.base ? preview.members / preview.base : 0} formula={t('tags.coverageAbout')} />
      </div>
      <table className="plain-table sample">
        <tbody>
          {preview.values.slice(0, 12).map((each) => (
            <tr key={each.value}>
              <td>{text(each.label)}</td>
              <td className="amount">
                <Num value={each.members} />
              </td>
              <td className="amount">
                <Rate value={each.share} formula={t('tags.shareAbout')} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.values.length > 12 && (
        <p className="muted small">{t('tags.moreValues', { count: preview.values.length - 12 })}</p>
      )}
    </>
  );
}
