/** One scheduled export: when, of what, by whom, how the last run went; it opens to its history. */

import { DownOutlined, RightOutlined } from '@ant-design/icons-svg';
import { useState } from 'react';
import type { SegmentExport } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { formatActor, formatInstant } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { ExportActs } from './ExportActs';
import { Fetch, RunState } from './RunState';
import { Runs } from './Runs';
import { useTiming } from './timing';

export function ExportRow({ one }: { one: SegmentExport }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const timing = useTiming();
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr className={open ? 'open' : undefined}>
        <td className="opener">
          <button
            type="button"
            className="sorter"
            aria-expanded={open}
            aria-label={t('exports.historyOf', { when: timing(one) })}
            onClick={() => setOpen(!open)}
          >
            <Icon of={open ? DownOutlined : RightOutlined} />
          </button>
        </td>
        <td>{timing(one)}</td>
        <td>
          <span className={one.content === 'full' ? 'chip warn' : 'chip'}>{t(`exports.contentIs.${one.content}`)}</span>
        </td>
        <td>{t('parts.days', { count: one.keep_days, text: one.keep_days })}</td>
        <td>
          {one.stopped_at ? (
            <span className="chip">{t('exports.stopped')}</span>
          ) : (
            <time>{formatInstant(one.due_at, workspace.zone)}</time>
          )}
        </td>
        <td>
          {one.last ? (
            <span className="row">
              <RunState run={one.last} brief /> <Fetch run={one.last} />
            </span>
          ) : (
            <span className="muted">{t('exports.never')}</span>
          )}
        </td>
        <td>
          <span className="clip" title={one.by}>
            {formatActor(one.by)}
          </span>
        </td>
        <td>
          <ExportActs one={one} />
        </td>
      </tr>
      {open && (
        <tr className="inner">
          <td colSpan={8}>
            <Runs one={one} />
          </td>
        </tr>
      )}
    </>
  );
}
