/** One letter: why it was not understood, how to mend it, and its event, masked until revealed. */

import { useMutation, useQuery } from '@tanstack/react-query';
import { get, post } from '../../api/client';
import type { Letter, LetterDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { ProblemView } from '../../ui/ProblemView';

export function OneLetter({ letter, path }: { letter: Letter; path: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useAccess();
  const mine = `${path}/${letter.id}`;
  const query = useQuery({ queryKey: [mine], queryFn: ({ signal }) => get<LetterDetail>(mine, undefined, signal) });
  const reveal = useMutation({ mutationFn: () => post<LetterDetail>(`${mine}/reveals`) });
  return (
    <div className="stack">
      <dl className="pairs">
        <dt>{t('letters.reason')}</dt>
        <dd>{text(letter.message)}</dd>
        {letter.where && (
          <>
            <dt>{t('letters.where')}</dt>
            <dd className="mono">{letter.where}</dd>
          </>
        )}
        {letter.mend && (
          <>
            <dt>{t('letters.mend')}</dt>
            <dd>{text(letter.mend)}</dd>
          </>
        )}
      </dl>
      <Loaded query={query} rows={4}>
        {(detail) => <EventJson event={(reveal.data ?? detail).event} />}
      </Loaded>
      {!reveal.data && query.data && (
        <span className="row">
          <span className="muted">{t('letters.masked')}</span>
          {can('members.reveal') && (
            <Button small busy={reveal.isPending} onClick={() => reveal.mutate()}>
              {t('letters.reveal')}
            </Button>
          )}
        </span>
      )}
      {reveal.error && <ProblemView error={reveal.error} />}
    </div>
  );
}

function EventJson({ event }: { event: unknown }) {
  const { t } = useTranslation();
  const shown = typeof event === 'string' ? event : JSON.stringify(event, null, 2);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="json" tabIndex={0} aria-label={t('letters.sent')}>
      <pre>{shown}</pre>
    </section>
  );
}
