/** Dead letters: events that could not be understood, by reason; sent again once the cause is mended, or discarded. */

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get } from '../../api/client';
import type { Letter, LetterPage } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { PageFrame } from '../../ui/PageFrame';
import { useListState } from '../../ui/useListState';
import { LetterFilters } from './LetterFilters';
import { OneLetter } from './OneLetter';
import { Reasons } from './Reasons';
import type { Settling } from './settling';
import { useLetterColumns } from './useLetterColumns';
import './letters.css';

const SettleDialog = lazy(() => import('./SettleDialog'));

export default function LettersPage() {
  const { t } = useTranslation();
  const { api, can, page } = useAccess();
  const path = api('/dead-letters');
  const list = useListState();
  const [settling, setSettling] = useState<Settling | null>(null);
  const reasons = useQuery({
    queryKey: [path, 'reasons'],
    queryFn: async ({ signal }) => (await get<LetterPage>(path, { limit: 1 }, signal)).codes,
  });
  const codes = reasons.data ?? [];
  const edits = can('events.edit');
  const isSettled = list.value('settled') === 'true';
  return (
    <PageFrame title={t('letters.title')} lead={t('letters.lead')}>
      {codes.length > 0 && <Reasons reasons={codes} list={list} onSettle={edits ? setSettling : undefined} />}
      <DataTable<Letter>
        name="dead-letters"
        caption={t('letters.title')}
        path={path}
        search={t('letters.search')}
        filters={['code', 'settled']}
        tools={(state) => <LetterFilters list={state} reasons={codes} />}
        columns={useLetterColumns(isSettled)}
        rowKey={(row) => row.id}
        expanded={(row) => <OneLetter letter={row} path={path} />}
        bulk={
          edits && !isSettled
            ? (chosen, done) => <Bulk letters={chosen} done={done} onSettle={setSettling} />
            : undefined
        }
        empty={
          <EmptyView
            title={t('letters.empty')}
            about={t('letters.emptyAbout')}
            act={
              <span className="row">
                <ButtonLink to={page('/events')}>{t('letters.toEvents')}</ButtonLink>
                <ButtonLink to={page('/dead-letters?settled=true')}>{t('letters.toSettled')}</ButtonLink>
              </span>
            }
          />
        }
      />
      <Suspense fallback={null}>
        {settling && <SettleDialog path={path} settling={settling} onClose={() => setSettling(null)} />}
      </Suspense>
    </PageFrame>
  );
}

type BulkProps = { letters: Letter[]; done: () => void; onSettle: (settling: Settling) => void };

function Bulk({ letters, done, onSettle }: BulkProps) {
  const { t } = useTranslation();
  const which = { ids: letters.map((letter) => letter.id), count: letters.length, done };
  return (
    <>
      <Button small onClick={() => onSettle({ ...which, how: 'replays' })}>
        {t('letters.replay')}
      </Button>
      <Button small danger onClick={() => onSettle({ ...which, how: 'discards' })}>
        {t('letters.discard')}
      </Button>
    </>
  );
}
