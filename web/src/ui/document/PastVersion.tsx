/** One earlier version: its difference from the one before, or all of it. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import { useTranslation } from '../../i18n';
import { Button } from '../Button';
import { Loaded } from '../Loaded';
import { Segmented } from '../Segmented';
import { Difference } from './Difference';

type Past<Document> = { document: Document; yaml: string };
type Props<Document> = {
  path: string;
  version: number;
  before?: number;
  onTake?: (document: Document) => void;
};
type View = 'difference' | 'whole';

export function PastVersion<Document>({ path, version, before, onTake }: Props<Document>) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>(before ? 'difference' : 'whole');
  const query = usePast<Document>(path, version);
  const older = usePast<Document>(path, before);
  const views: View[] = ['difference', 'whole'];
  return (
    <Loaded query={query} rows={4}>
      {({ document, yaml }) => (
        <div className="past">
          <div className="row">
            {before && (
              <Segmented
                small
                label={t('documents.historyView')}
                value={view}
                options={views.map((value) => ({ value, label: t(`documents.historyViews.${value}`) }))}
                onChange={setView}
              />
            )}
            <span className="spring" />
            {onTake && (
              <Button small onClick={() => onTake(document)}>
                {t('documents.useVersion')}
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
function usePast<Document>(under: string, version: number | undefined) {
  const path = `${under}/${version}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Past<Document>>(path, undefined, signal),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
