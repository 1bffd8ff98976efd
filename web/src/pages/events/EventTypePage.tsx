/** A type of event: what it looks like, what was agreed about it, and what departs from that. */

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { get } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { EventTypeDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Num } from '../../ui/numbers';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { AboutType } from './AboutType';
import { DepartureTable } from './DepartureTable';
import { Schema } from './Schema';
import './events.css';

export default function EventTypePage() {
  const { t } = useTranslation();
  const text = useText();
  const { name = '' } = useParams();
  const { api, page } = useAccess();
  const path = api(`/event-types/${encodeURIComponent(name)}`);
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<EventTypeDetail>(path, undefined, signal) });
  const live = (
    <ButtonLink to={page(`/events?tab=live&type=${encodeURIComponent(name)}`)}>{t('events.seeLive')}</ButtonLink>
  );
  const missing = query.error instanceof ApiProblem && query.error.status === 404 ? query.error : null;
  return (
    <PageFrame
      title={query.data ? text(query.data.label) : name}
      back={{ to: page('/events'), label: t('events.title') }}
      lead={<span className="mono">{name}</span>}
      actions={query.data && live}
    >
      {missing ? (
        <Panel>
          <EmptyView title={text(missing.problem.message)} about={t('events.missingAbout')} />
        </Panel>
      ) : (
        <Loaded query={query} rows={10}>
          {(type) => <Body type={type} path={path} />}
        </Loaded>
      )}
    </PageFrame>
  );
}

function Body({ type, path }: { type: EventTypeDetail; path: string }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  return (
    <>
      <Panel>
        <dl className="facts">
          <div>
            <dt>{t('events.count')}</dt>
            <dd>
              <Num value={type.count} />
            </dd>
          </div>
          <div>
            <dt>{t('events.first_seen_at')}</dt>
            <dd>{formatInstant(type.first_seen_at, workspace.zone)}</dd>
          </div>
          <div>
            <dt>{t('events.last_seen_at')}</dt>
            <dd>{formatInstant(type.last_seen_at, workspace.zone)}</dd>
          </div>
          <div>
            <dt>{t('events.kind')}</dt>
            <dd>{t(type.is_standard ? 'events.onlyIs.standard' : 'events.onlyIs.own')}</dd>
          </div>
        </dl>
      </Panel>
      <AboutType key={type.about} type={type} path={path} />
      <Schema key={type.agreed_at ?? ''} type={type} path={path} />
      {type.agreed_at && <DepartureTable type={type} />}
    </>
  );
}
