/** The search for probable duplicates: beginning one, how far it is, and what the last one found. */

import { type UseQueryResult, useMutation } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { DuplicateSearch, DuplicateSearches } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatActor, formatInstant, formatNumber } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { ProblemNote, ProblemView } from '../../ui/ProblemView';
import { ProgressBar } from '../../ui/ProgressBar';
import { isUnderway } from './useSearches';

type Props = { searches: UseQueryResult<DuplicateSearches> };

export function SearchPanel({ searches }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { api, can } = useAccess();
  const begin = useMutation({
    mutationFn: () => post<DuplicateSearch>(api('/duplicate-searches')),
    onSettled: () => searches.refetch(),
  });
  const latest = searches.data?.items[0];
  const missing = searches.data?.missing;
  const act = can('members.link') && !missing && (
    <Button small kind="primary" busy={begin.isPending || isUnderway(latest)} onClick={() => begin.mutate()}>
      {t('duplicates.search')}
    </Button>
  );
  return (
    <Panel title={t('duplicates.searchTitle')} extra={act}>
      <Loaded query={searches} rows={2}>
        {() => (
          <div className="stack">
            {missing && (
              <Note tone="info" title={text(missing.message)}>
                {missing.mend && text(missing.mend)}
              </Note>
            )}
            {begin.error && <ProblemView error={begin.error} />}
            {latest ? <Latest search={latest} /> : <p className="muted">{t('duplicates.neverSearched')}</p>}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function Latest({ search }: { search: DuplicateSearch }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  if (isUnderway(search))
    return (
      <div className="row" aria-live="polite">
        <ProgressBar rate={search.progress} label={t('duplicates.searching')} />
        <span>{t(`duplicates.stages.${search.stage || 'waiting'}`)}</span>
        <span className="spring" />
        <span className="muted">{t('duplicates.mayLeave')}</span>
      </div>
    );
  const at = formatInstant(search.finished_at, workspace.zone);
  if (search.error) {
    return (
      <>
        <p className="muted">{t('duplicates.failedAt', { at, by: formatActor(search.by) })}</p>
        <ProblemNote problem={search.error} />
      </>
    );
  }
  return (
    <>
      <p className="muted">{t('duplicates.searchedAt', { at, by: formatActor(search.by) })}</p>
      {search.compared.length === 0 ? (
        <Note tone="info" title={t('duplicates.tooLittle')} />
      ) : (
        <Counts search={search} />
      )}
    </>
  );
}

function Counts({ search }: { search: DuplicateSearch }) {
  const { t } = useTranslation();
  const counts = (['people', 'found', 'fresh', 'known', 'decided', 'conflicting', 'gone'] as const).filter(
    (name) => name === 'people' || name === 'found' || search[name] > 0,
  );
  return (
    <>
      <dl className="search-counts">
        {counts.map((name) => (
          <div key={name}>
            <dt>{t(`duplicates.counts.${name}`)}</dt>
            <dd className="num">{formatNumber(search[name])}</dd>
          </div>
        ))}
      </dl>
      <p className="muted small">
        {t('duplicates.comparedBy', {
          fields: search.compared.map((name) => t(`duplicates.fields.${name}`)).join(t('duplicates.and')),
        })}
      </p>
    </>
  );
}
