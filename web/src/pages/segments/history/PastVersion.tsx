/** One earlier version: its difference from the one before, or all of it. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../../api/client';
import type { SegmentDocument } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { Loaded } from '../../../ui/Loaded';
import { Segmented } from '../../../ui/Segmented';
import { Difference } from './Difference';

type Past = { document: SegmentDocument; yaml: string };
type Props = { name: string; version: number; before?: number; onTake: (document: SegmentDocument) => void };
type View = 'difference' | 'whole';

export function PastVersion({ name, version, before, onTake }: Props) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [view, setView] = useState<View>(before ? 'difference' : 'whole');
  const query = usePast(name, version);
  const older = usePast(name, before);
  const views: View[] = ['difference', 'whole'];
  return (
    <Loaded query={query} rows={4}>
      {({ document, yaml }) => (
        <div className="past">
          <div className="row">
            {before && (
              <Segmented
                small
                label={t('segments.historyView')}
                value={view}
                options={views.map((value) => ({ value, label: t(`segments.historyViews.${value}`) }))}
                onChange={setView}
              />
            )}
            <span className="spring" />
            {can('segments.edit') && (
              <Button small onClick={() => onTake(document)}>
                {t('segments.useVersion')}
              </Button>
            )}
          </div>
          {before && view === 'difference' ? (
            <Loaded query={older} rows={4}>
              {(past) => <Difference before={past.yaml} after={yaml} beforeVersion={before} />}
            </Loaded>
          ) : (
            <pre className="yaml-past">{yaml}</pre>
          )}
        </div>
      )}
    </Loaded>
  );
}

/** A version that was saved never changes, so it is asked once. */
function usePast(name: string, version: number | undefined) {
  const path = useAccess().api(`/segments/${name}/versions/${version}`);
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Past>(path, undefined, signal),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
