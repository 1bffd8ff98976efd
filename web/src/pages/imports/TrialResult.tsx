/** What a trial run found, beside the button that loads for good. */

import { Link } from 'react-router';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { ImportCounts } from './ImportCounts';
import { ImportProgress } from './ImportProgress';
import { isUnderway } from './state';
import { useImport } from './useImport';

export function TrialResult({ id }: { id: string }) {
  const { t } = useTranslation();
  const { page } = useAccess();
  const { path, query } = useImport(id);
  return (
    <Loaded query={query} rows={2}>
      {(one) => (
        <div className="stack">
          {isUnderway(one) ? <ImportProgress one={one} path={path} /> : <ImportCounts one={one} />}
          {one.quarantined > 0 && (
            <Link to={page(`/imports/${one.id}`)} target="_blank">
              {t('imports.seeQuarantine')}
            </Link>
          )}
        </div>
      )}
    </Loaded>
  );
}
