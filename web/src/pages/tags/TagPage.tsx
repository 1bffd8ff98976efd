/** One tag, or a new one: who has which value and since when, its document, its members, what was done with it. */

import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { get } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Tag, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Fresh, LIVE_EVERY } from '../segments/Fresh';
import { Acts } from './Acts';
import { BLANK } from './document';
import { Editor } from './Editor';
import { Holders } from './Holders';
import { Overview } from './Overview';
import { Retired } from './Retired';
import '../segments/segments.css';
import './tags.css';

export default function TagPage() {
  const { t } = useTranslation();
  const text = useText();
  const { name } = useParams();
  const { api, page } = useAccess();
  const words = useQuery({
    queryKey: [api('/rule-vocabulary')],
    queryFn: ({ signal }) => get<Vocabulary>(api('/rule-vocabulary'), undefined, signal),
    staleTime: 60_000,
  });
  const path = api(`/tags/${name}`);
  const tag = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Tag>(path, undefined, signal),
    enabled: !!name,
    refetchInterval: ({ state }) => (state.data?.type === 'live' ? LIVE_EVERY : false),
  });
  const missing = tag.error instanceof ApiProblem && tag.error.status === 404 ? tag.error : null;
  return (
    <PageFrame
      title={name ? text(tag.data?.label) || name : t('tags.new')}
      back={{ to: page('/tags'), label: t('tags.title') }}
      lead={name ? tag.data && <Lead tag={tag.data} /> : t('tags.newLead')}
    >
      {missing && (
        <Panel>
          <EmptyView title={text(missing.problem.message)} />
        </Panel>
      )}
      {!missing && (
        <Loaded query={words} rows={10}>
          {(vocabulary) =>
            name ? (
              <Loaded query={tag} rows={10}>
                {(found) => <Body key={name} tag={found} vocabulary={vocabulary} />}
              </Loaded>
            ) : (
              <Editor key="new" first={BLANK} vocabulary={vocabulary} />
            )
          }
        </Loaded>
      )}
    </PageFrame>
  );
}

function Lead({ tag }: { tag: Tag }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  return (
    <span className="chips">
      <span className="chip on">{t(`tags.groupIs.${tag.group}`)}</span>
      {!tag.live && <span className="chip">{t(`tags.typeIs.${tag.type}`)}</span>}
      {tag.type !== 'live' && (
        <span className="chip">
          {tag.expires_days ? t('tags.expiresIn', { count: tag.expires_days }) : t('tags.never')}
        </span>
      )}
      {tag.live && <Fresh live={tag.live} />}
      {!tag.live && tag.evaluated_at && (
        <span className="chip">{t('tags.freshAt', { at: formatInstant(tag.evaluated_at, workspace.zone) })}</span>
      )}
    </span>
  );
}

function Body({ tag, vocabulary }: { tag: Tag; vocabulary: Vocabulary }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { key: 'overview', label: t('tags.tab.overview'), draw: () => <Overview tag={tag} /> },
    { key: 'members', label: t('tags.tab.members'), draw: () => <Holders tag={tag} /> },
    ...(tag.type === 'manual' ? [{ key: 'acts', label: t('tags.tab.acts'), draw: () => <Acts tag={tag} /> }] : []),
    {
      key: 'definition',
      label: t('tags.tab.definition'),
      draw: () => <Editor key={tag.name} tag={tag} first={tag.document} vocabulary={vocabulary} />,
    },
  ];
  return (
    <>
      {tag.retired_at && <Retired tag={tag} />}
      <Tabs
        label={t('tags.one')}
        tabs={tabs}
        open={params.get('tab') ?? 'overview'}
        onOpen={(tab) => setParams({ tab }, { replace: true })}
      />
    </>
  );
}
