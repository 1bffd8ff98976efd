/** One code looked up by its serial: what it is good for and what happened to it. Looking here is no scan. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { CodeLook } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant, formatNumber } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { useTypeName } from './useCodeTypes';

export function LookUp() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const path = api(`/codes/${encodeURIComponent(asked)}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<CodeLook>(path, undefined, signal),
    enabled: asked !== '',
    retry: false,
    staleTime: 0,
  });
  return (
    <Panel>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === asked) void query.refetch();
          setAsked(typed.trim());
        }}
      >
        <Input
          className="mono code-serial"
          aria-label={t('codes.serial')}
          placeholder="Y2PZJ-96HXZ-ECHWK-HDKKM-9VCBVE"
          maxLength={80}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" disabled={!typed.trim()} busy={query.isFetching}>
          {t('codes.lookUp')}
        </Button>
        <span className="muted">{t('codes.lookUpAbout')}</span>
      </form>
      {asked && query.error && <ProblemView error={query.error} />}
      {asked && query.data && !query.error && <Found look={query.data} />}
    </Panel>
  );
}

const TONE: Record<CodeLook['verdict'], string> = {
  genuine: 'good',
  again: 'warn',
  claimed: '',
  early: 'warn',
  expired: 'warn',
  void: 'bad',
};

function Found({ look }: { look: CodeLook }) {
  const { t } = useTranslation();
  const text = useText();
  const { page, workspace } = useAccess();
  const typeName = useTypeName();
  return (
    <p className="chips code-found" role="status">
      <span className={`chip ${TONE[look.verdict]}`}>{text(look.said)}</span>
      <Link to={page(`/codes/${look.batch}?tab=scans&scans.number=${look.number}`)}>
        {t('codes.numberOf', { number: formatNumber(look.number) })}
      </Link>
      <span className="chip">{typeName(look.type)}</span>
      {look.stands_for && <span className="chip mono">{look.stands_for}</span>}
      <span className="chip">{t('codes.scansAre', { text: formatNumber(look.scans) })}</span>
      {look.first_at && (
        <span className="chip">{t('codes.firstAt', { at: formatInstant(look.first_at, workspace.zone) })}</span>
      )}
      <span className="chip">
        {t('codes.claimsAre', { text: formatNumber(look.claims), uses: formatNumber(look.uses) })}
      </span>
    </p>
  );
}
