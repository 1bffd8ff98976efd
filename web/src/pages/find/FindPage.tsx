/** Finding members: one line says what they did, how they can be reached and what they agreed to; the answer follows. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { FindAnswer } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { useDebounced } from '../../ui/useDebounced';
import { useVocabulary } from '../behaviour/asked';
import { Answer } from './Answer';
import { queryOf, useAsked } from './asked';
import { Conditions } from './Conditions';
import './find.css';

export default function FindPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const { asked, put } = useAsked();
  const words = useVocabulary();
  const path = api('/finds');
  const now = JSON.stringify(queryOf(asked));
  const rested = useDebounced(now, 250);
  const found = useQuery({
    queryKey: [path, rested],
    queryFn: ({ signal }) => get<FindAnswer>(path, JSON.parse(rested), signal),
    placeholderData: keepPreviousData,
  });
  return (
    <PageFrame title={t('find.question')} lead={t('find.lead')}>
      <div className="stack">
        <Panel>
          <Loaded query={words} rows={2}>
            {(vocabulary) => (
              <Conditions asked={asked} vocabulary={vocabulary} known={found.data?.what ?? []} onChange={put} />
            )}
          </Loaded>
        </Panel>
        <Loaded query={found} rows={8}>
          {(answer) => <Answer asked={asked} answer={answer} stale={found.isFetching || rested !== now} />}
        </Loaded>
      </div>
    </PageFrame>
  );
}
