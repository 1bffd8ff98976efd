/** The answers one by one; texts and phones stay sealed until someone asks on the record. */

import { DownloadOutlined, EyeOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { Answer, Question, Survey } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { useWords } from './Counts';
import { PERSONAL } from './document';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));
const SHOWN_QUESTIONS = 5;

export function Answers({ survey, path }: { survey: Survey; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [revealed, setRevealed] = useState(false);
  const [asking, setAsking] = useState(false);
  const query = revealed ? '?reveal=true' : '';
  return (
    <div className="stack">
      <div className="editor-bar">
        <span className="muted">{t(revealed ? 'surveys.revealed' : 'surveys.sealedAbout')}</span>
        <span className="spring" />
        {!revealed && can('members.reveal') && (
          <Button icon={EyeOutlined} onClick={() => setAsking(true)}>
            {t('surveys.reveal')}
          </Button>
        )}
        <ButtonLink icon={DownloadOutlined} href={`/api/v1${path}/answers.csv${query}`}>
          {t('parts.exportAll')}
        </ButtonLink>
      </div>
      <DataTable<Answer>
        key={query}
        name={`survey-${survey.token}`}
        caption={t('surveys.answers')}
        path={`${path}/answers`}
        asks={revealed ? { reveal: true } : undefined}
        columns={useAnswerColumns(survey)}
        rowKey={(row) => row.key}
        empty={<EmptyView title={t('surveys.noAnswers')} about={t('surveys.noAnswersAbout')} />}
      />
      <Suspense fallback={null}>
        {asking && (
          <ConfirmDialog
            title={t('surveys.revealTitle')}
            about={t('surveys.revealAbout')}
            act={t('surveys.reveal')}
            onAct={async () => setRevealed(true)}
            onClose={() => setAsking(false)}
          />
        )}
      </Suspense>
    </div>
  );
}

function useAnswerColumns(survey: Survey): Column<Answer>[] {
  const { t } = useTranslation();
  const { page, workspace } = useAccess();
  const words = useWords();
  const labelOf = ({ choices }: Question, value: string) =>
    words(choices?.find((each) => each.value === value)?.label) || value;
  const asked = survey.document.questions.map((question, at): Column<Answer> => {
    const isPersonal = PERSONAL.includes(question.type);
    return {
      key: `q:${question.name}`,
      title: words(question.label) || question.name,
      extra: at >= SHOWN_QUESTIONS,
      render: (row) => {
        const value = row.values[question.name];
        if (value === undefined) return isPersonal && row.is_sealed ? <span className="muted">•••</span> : '–';
        const said = (Array.isArray(value) ? value : [value]).map((one) => labelOf(question, String(one)));
        return <span className="clip">{said.join(t('parts.and'))}</span>;
      },
      plain: (row) => row.values[question.name],
    };
  });
  return [
    {
      key: 'at',
      title: t('surveys.answeredAt'),
      render: (row) => <time>{formatInstant(row.at, workspace.zone)}</time>,
      plain: (row) => row.at,
    },
    {
      key: 'member',
      title: t('surveys.member'),
      render: (row) => (row.member_id ? <Link to={page(`/members/${row.member_id}`)}>№ {row.member_id}</Link> : '–'),
      plain: (row) => row.member_id,
    },
    ...asked,
    {
      key: 'version',
      title: t('surveys.version'),
      amount: true,
      extra: true,
      render: (row) => row.form_version ?? '–',
      plain: (row) => row.form_version,
    },
    {
      key: 'consent',
      title: t('surveys.consentVersion'),
      extra: true,
      render: (row) => row.consent_version,
      plain: (row) => row.consent_version,
    },
  ];
}
