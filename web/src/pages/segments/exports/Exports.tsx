/** The segment as files on a schedule: what is written when, what came of it, and the files. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get } from '../../../api/client';
import type { Page, SegmentExport } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { Loaded } from '../../../ui/Loaded';
import { Panel } from '../../../ui/PageFrame';
import { ExportRow } from './ExportRow';
import { isUnderway } from './RunState';
import './exports.css';

const ScheduleDialog = lazy(() => import('./ScheduleDialog'));

export function Exports({ segment }: { segment: string }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const [making, setMaking] = useState(false);
  const path = api('/segment-exports');
  const query = useQuery({
    queryKey: [path, segment],
    queryFn: ({ signal }) => get<Page<SegmentExport>>(path, { segment }, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(({ last }) => last && isUnderway(last)) ? 2000 : 60_000),
  });
  const make = can('segments.export') && (
    <Button small icon={PlusOutlined} onClick={() => setMaking(true)}>
      {t('exports.new')}
    </Button>
  );
  return (
    <Panel flush={Boolean(query.data?.items.length)} title={t('exports.title')} extra={make} className="exports">
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('exports.empty')}</p>
          ) : (
            <div className="scroll-x">
              <table className="plain-table data" aria-label={t('exports.title')}>
                <thead>
                  <tr>
                    <th className="opener">
                      <span className="unseen">{t('exports.history')}</span>
                    </th>
                    {(['when', 'content', 'keepDays', 'next', 'last', 'by', 'acts'] as const).map((key) => (
                      <th key={key} scope="col">
                        {t(`exports.${key}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <ExportRow key={one.id} one={one} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <Suspense fallback={null}>
        {making && <ScheduleDialog segment={segment} onClose={() => setMaking(false)} />}
      </Suspense>
    </Panel>
  );
}
