/** One member looked up by number: what he will probably buy next. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { Recommendations } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { useAddress } from '../behaviour/asked';
import { MODES } from './HitChart';
import { NextList } from './NextList';
import '../members/members.css';

export function LookUp() {
  const { t } = useTranslation();
  const { value, put } = useAddress();
  const [typed, setTyped] = useState(value('member'));
  const member = /^\d{1,10}$/.test(value('member')) ? value('member') : '';
  return (
    <Panel title={t('next.lookUp')}>
      <form
        className="report-controls"
        onSubmit={(event) => {
          event.preventDefault();
          put({ member: typed.trim() });
        }}
      >
        <Input
          className="short"
          inputMode="numeric"
          aria-label={t('next.member')}
          placeholder={t('next.member')}
          value={typed}
          onChange={({ target }) => setTyped(target.value.replaceAll(/\D/g, ''))}
        />
        <Button type="submit" kind="primary" disabled={!typed.trim()}>
          {t('next.show')}
        </Button>
      </form>
      {member && <Found member={member} />}
    </Panel>
  );
}

function Found({ member }: { member: string }) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const { chosen } = useAddress();
  const mode = chosen('mode', MODES, 'any');
  const path = api(`/members/${member}/recommendations`);
  const query = useQuery({
    queryKey: [path, mode],
    queryFn: ({ signal }) => get<Recommendations>(path, { mode }, signal),
  });
  return (
    <Loaded query={query} rows={5}>
      {(found) => (
        <>
          <h3>
            <Link to={page(`/members/${found.member_id}`)}>{t('members.unnamed', { id: found.member_id })}</Link> ·{' '}
            {t(`next.modes.${mode}`)}
          </h3>
          {found.items.length ? <NextList items={found.items} /> : <p className="muted">{t('next.none')}</p>}
        </>
      )}
    </Loaded>
  );
}
