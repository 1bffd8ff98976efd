/** One survey: its form in an editor with a preview, its answers, and what they add up to. */

import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { get } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Survey } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { Answers } from './Answers';
import { Counts } from './Counts';
import { blankSurvey } from './document';
import { Editor } from './Editor';
import { Share } from './Share';
import './surveys.css';

export default function SurveyPage() {
  const { t } = useTranslation();
  const text = useText();
  const { id } = useParams();
  const { api, page } = useAccess();
  const path = api(`/surveys/${id}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Survey>(path, undefined, signal),
    enabled: id !== undefined,
  });
  const missing = query.error instanceof ApiProblem && query.error.status === 404 ? query.error : null;
  return (
    <PageFrame
      title={id ? (query.data && text(query.data.title)) || t('surveys.one') : t('surveys.new')}
      back={{ to: page('/surveys'), label: t('surveys.title') }}
      lead={id ? query.data && <Lead survey={query.data} /> : t('surveys.newLead')}
    >
      {id === undefined && <Editor key="new" first={blankSurvey()} />}
      {missing && (
        <Panel>
          <EmptyView title={text(missing.problem.message)} />
        </Panel>
      )}
      {id !== undefined && !missing && (
        <Loaded query={query} rows={10}>
          {(survey) => <Body survey={survey} path={path} />}
        </Loaded>
      )}
    </PageFrame>
  );
}

function Lead({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  return (
    <span className="chips">
      <span className={survey.closed_at ? 'chip' : 'chip good'}>
        {t(survey.closed_at ? 'surveys.closed' : 'surveys.open')}
      </span>
      <span className="chip">{t('documents.versionIs', { version: survey.version })}</span>
    </span>
  );
}

function Body({ survey, path }: { survey: Survey; path: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tabs = [
    {
      key: 'form',
      label: t('surveys.form'),
      draw: () => <Editor key={survey.id} survey={survey} first={survey.document} />,
    },
    { key: 'counts', label: t('surveys.counts'), draw: () => <Counts survey={survey} path={path} /> },
    { key: 'answers', label: t('surveys.answers'), draw: () => <Answers survey={survey} path={path} /> },
    { key: 'share', label: t('surveys.share'), draw: () => <Share survey={survey} path={path} /> },
  ];
  return (
    <Tabs
      label={t('surveys.one')}
      tabs={tabs}
      open={params.get('tab') ?? 'form'}
      onOpen={(tab) => setParams({ tab }, { replace: true })}
    />
  );
}
