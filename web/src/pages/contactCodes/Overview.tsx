/** How a code does: its picture, who stands there, who added how many, and what became of the welcomes. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { post } from '../../api/client';
import type { ContactCode } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant, formatNumber } from '../../ui/format';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { CodePicture } from './CodePicture';
import { PeopleTable } from './PeopleTable';
import { WelcomeCounts } from './WelcomeCounts';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));

export function Overview({ code, path }: { code: ContactCode; path: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { can, workspace } = useAccess();
  const queries = useQueryClient();
  const [retiring, setRetiring] = useState(false);
  const changed = (found: ContactCode) => queries.setQueryData([path], found);
  const refresh = useMutation({ mutationFn: () => post<ContactCode>(`${path}/refreshes`), onSuccess: changed });
  const edits = can('contact_codes.edit') && code.state !== 'retired';
  return (
    <div className="code-overview">
      <div className="stack">
        {code.problem && (
          <Note
            tone="bad"
            title={text(code.problem.text)}
            act={
              edits && (
                <Button small busy={refresh.isPending} onClick={() => refresh.mutate()}>
                  {t('contactCodes.tryNow')}
                </Button>
              )
            }
          >
            {text(code.problem.mend)}
          </Note>
        )}
        {refresh.error && <ProblemView error={refresh.error} />}
        <Panel
          title={t('contactCodes.results')}
          extra={
            edits && (
              <Button small danger onClick={() => setRetiring(true)}>
                {t('contactCodes.retire')}
              </Button>
            )
          }
        >
          <dl className="pairs">
            <dt>{t('contactCodes.visits')}</dt>
            <dd className="num">{formatNumber(code.visits)}</dd>
            <dt>{t('contactCodes.adds')}</dt>
            <dd className="num">{formatNumber(code.adds)}</dd>
            <dt>{t('contactCodes.adds_today')}</dt>
            <dd className="num">{formatNumber(code.adds_today)}</dd>
            <dt>{t('contactCodes.standing')}</dt>
            <dd>
              {code.leads_to === 'groups' ? t('contactCodes.groups') : code.standing.join('、') || '–'}{' '}
              {code.standing_at && (
                <span className="muted">
                  {t('contactCodes.since', { at: formatInstant(code.standing_at, workspace.zone) })}
                </span>
              )}
            </dd>
          </dl>
        </Panel>
        {code.leads_to === 'staff' && <PeopleTable code={code} />}
        {code.leads_to === 'staff' && <WelcomeCounts code={code.name} />}
      </div>
      <CodePicture code={code} path={path} />
      <Suspense fallback={null}>
        {retiring && (
          <ConfirmDialog
            danger
            title={t('contactCodes.retireTitle', { name: code.name })}
            about={t('contactCodes.retireAbout')}
            act={t('contactCodes.retire')}
            onAct={async () => changed(await post<ContactCode>(`${path}/retirements`))}
            onClose={() => setRetiring(false)}
          />
        )}
      </Suspense>
    </div>
  );
}
