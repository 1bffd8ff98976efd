/** Member 360: who this is, what they are worth, what they bought and what happened, on one page. */

import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { get } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Member } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { UnitValue } from '../../ui/numbers';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Benefits } from './Benefits';
import { Consents } from './Consents';
import { Contacts } from './Contacts';
import { Hints } from './Hints';
import { LeadScore } from './LeadScore';
import { Merges } from './Merges';
import { Messages } from './Messages';
import { Next } from './Next';
import { Orders } from './Orders';
import { Profile } from './Profile';
import { Stages } from './Stages';
import { Tags } from './Tags';
import { Timeline } from './Timeline';
import { ValueFeatures } from './ValueFeatures';
import './members.css';

const HEADLINE = ['orders_total', 'money_total', 'average_order', 'mean_gap_days', 'last_order_on'];

export default function MemberPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { api, can, page } = useAccess();
  const path = api(`/members/${id}`);
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Member>(path, undefined, signal) });
  const name = query.data?.name || t('members.unnamed', { id });
  return (
    <PageFrame
      title={name}
      back={{ to: page('/members'), label: t('members.title') }}
      lead={query.data && <Lead member={query.data} />}
      actions={
        query.data &&
        can('privacy.view') && (
          <ButtonLink to={page(`/privacy?member=${query.data.member_id}`)}>{t('members.exportOrErase')}</ButtonLink>
        )
      }
    >
      {isMissing(query.error) ? (
        <Missing error={query.error} />
      ) : (
        <Loaded query={query} rows={12}>
          {(member) => <Body member={member} path={path} />}
        </Loaded>
      )}
    </PageFrame>
  );
}

const isMissing = (error: unknown): error is ApiProblem => error instanceof ApiProblem && error.status === 404;

function Missing({ error }: { error: ApiProblem }) {
  const { t } = useTranslation();
  const text = useText();
  const { page } = useAccess();
  const back = <Link to={page('/members')}>{t('members.back')}</Link>;
  return (
    <Panel>
      <EmptyView title={text(error.problem.message)} about={t('members.missingAbout')} act={back} />
    </Panel>
  );
}

function Lead({ member }: { member: Member }) {
  const { t } = useTranslation();
  return (
    <span className="chips">
      <span className="chip">{t('members.number', { id: member.member_id })}</span>
      {member.joined_on && <span className="chip">{t('members.joinedOn', { day: formatDay(member.joined_on) })}</span>}
      {member.reachable.map((channel) => (
        <span key={channel} className="chip good">
          {t('members.reachableBy', { channel: t(`channels.${channel}`, { defaultValue: channel }) })}
        </span>
      ))}
      {member.reachable.length === 0 && <span className="chip bad">{t('members.unreachable')}</span>}
    </span>
  );
}

function Body({ member, path }: { member: Member; path: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const { benefits, contacts } = member;
  const tabs = [
    { key: 'value', label: t('members.tab.value'), draw: () => <ValueFeatures features={member.value.features} /> },
    { key: 'tags', label: t('members.tab.tags'), draw: () => <Tags path={path} /> },
    { key: 'orders', label: t('members.tab.orders'), draw: () => <Orders path={path} /> },
    ...(benefits
      ? [{ key: 'benefits', label: t('members.tab.benefits'), draw: () => <Benefits benefits={benefits} /> }]
      : []),
    ...(contacts
      ? [{ key: 'contacts', label: t('members.tab.contacts'), draw: () => <Contacts contacts={contacts} /> }]
      : []),
    { key: 'messages', label: t('members.tab.messages'), draw: () => <Messages member={member} /> },
    { key: 'timeline', label: t('members.tab.timeline'), draw: () => <Timeline path={path} /> },
    { key: 'merges', label: t('members.tab.merges'), draw: () => <Merges path={path} /> },
    { key: 'profile', label: t('members.tab.profile'), draw: () => <Profile member={member} path={path} /> },
    {
      key: 'consents',
      label: t('members.tab.consents'),
      draw: () => <Consents consents={member.consents} path={path} />,
    },
  ];
  return (
    <div className="split">
      <div className="stack">
        <Headline member={member} />
        <Tabs
          label={t('members.member')}
          tabs={tabs}
          open={params.get('tab') ?? 'value'}
          onOpen={(tab) => setParams({ tab }, { replace: true })}
        />
      </div>
      <div className="stack">
        {member.lead && <LeadScore lead={member.lead} member={member.member_id} />}
        <Stages stages={member.stages} />
        <Hints hints={member.hints} />
        <Next next={member.recommendations} />
        <Aside member={member} />
      </div>
    </div>
  );
}

function Headline({ member }: { member: Member }) {
  const text = useText();
  const found = HEADLINE.flatMap((name) => member.value.features.filter((feature) => feature.name === name));
  if (found.length === 0) return null;
  return (
    <dl className="kpis">
      {found.map((feature) => (
        <div key={feature.name} className="kpi">
          <dt>{text(feature.label)}</dt>
          <dd className="kpi-value">
            <UnitValue value={feature.value} unit={feature.unit} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Aside({ member }: { member: Member }) {
  const { t } = useTranslation();
  const text = useText();
  const { page, can } = useAccess();
  return (
    <Panel
      title={t('members.segments')}
      extra={can('segments.edit') && <Link to={page('/segments/new')}>{t('segments.new')}</Link>}
    >
      {member.segments.length === 0 && <p className="muted">{t('members.noSegments')}</p>}
      <ul className="next-actions">
        {member.segments.map((segment) => (
          <li key={segment.name}>
            <Link to={page(`/segments/${segment.name}`)}>
              <span>{text(segment.label) || segment.name}</span>
              <span aria-hidden>→</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
