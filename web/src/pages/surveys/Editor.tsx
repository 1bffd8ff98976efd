/** The editor of a survey: questions at the left, the page as people see it at the right. */

import { PlusOutlined } from '@ant-design/icons-svg';
import type { Question, Survey, SurveyDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { useKeptDraft } from '../../ui/document/useKeptDraft';
import { YamlPane } from '../../ui/document/YamlPane';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { blankQuestion, blankSurvey, MOST_QUESTIONS, moved, replaced, spoken } from './document';
import { EditorBar } from './EditorBar';
import { Preview } from './Preview';
import { QuestionForm } from './QuestionForm';
import { WordsField } from './WordsField';

type Props = { survey?: Survey; first: SurveyDocument };

export function Editor({ survey, first }: Props) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const draft = useKeptDraft(`${workspace.slug}.survey.${survey?.id ?? 'new'}`, first, survey?.version ?? 0);
  const readOnly = !can('surveys.edit');
  const document = draft.document;
  return (
    <div className="stack">
      <EditorBar draft={draft} survey={survey} readOnly={readOnly} />
      {draft.restored && (
        <Note
          tone="info"
          title={t('documents.restored')}
          act={
            <Button small onClick={() => draft.set(first)}>
              {t('documents.dropDraft')}
            </Button>
          }
        />
      )}
      <div className="editor survey-editor">
        <fieldset className="plain stack" disabled={readOnly}>
          <Opening document={document} onChange={draft.set} />
          <Questions questions={document.questions} onChange={(questions) => draft.set({ ...document, questions })} />
          <Closing document={document} onChange={draft.set} />
        </fieldset>
        <div className="stack">
          <Preview document={document} />
          <YamlPane
            label={t('surveys.yaml')}
            document={document}
            readOnly={readOnly}
            like={blankSurvey()}
            onApply={draft.set}
          />
        </div>
      </div>
    </div>
  );
}

type PartProps = { document: SurveyDocument; onChange: (document: SurveyDocument) => void };

function Opening({ document, onChange }: PartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('surveys.opening')}>
      <div className="stack">
        <WordsField
          label={t('surveys.heading')}
          words={document.title}
          onChange={(title) => onChange({ ...document, title })}
        />
        <WordsField
          long
          label={t('surveys.about')}
          words={document.about}
          onChange={(about) => onChange({ ...document, about: spoken(about) })}
        />
      </div>
    </Panel>
  );
}

function Closing({ document, onChange }: PartProps) {
  const { t } = useTranslation();
  const { consent } = document;
  return (
    <Panel title={t('surveys.consentTitle')}>
      <div className="stack">
        <WordsField
          long
          label={t('surveys.consent')}
          words={consent.text}
          onChange={(text) => onChange({ ...document, consent: { ...consent, text } })}
        />
        <Field label={t('surveys.consentVersion')} hint={t('surveys.consentVersionHint')}>
          {(wired) => (
            <Input
              {...wired}
              className="consent-version"
              maxLength={40}
              value={consent.version ?? '1'}
              onChange={({ target }) => onChange({ ...document, consent: { ...consent, version: target.value } })}
            />
          )}
        </Field>
        <WordsField
          label={t('surveys.thanks')}
          words={document.thanks}
          onChange={(thanks) => onChange({ ...document, thanks: spoken(thanks) })}
        />
      </div>
    </Panel>
  );
}

type QuestionsProps = { questions: Question[]; onChange: (questions: Question[]) => void };

function Questions({ questions, onChange }: QuestionsProps) {
  const { t } = useTranslation();
  return (
    <>
      {questions.map((question, at) => (
        <QuestionForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a question keeps its place while it is renamed
          key={at}
          number={at + 1}
          question={question}
          onChange={(changed) => onChange(replaced(questions, at, changed))}
          onMove={{
            up: at > 0 ? () => onChange(moved(questions, at, -1)) : undefined,
            down: at < questions.length - 1 ? () => onChange(moved(questions, at, 1)) : undefined,
          }}
          onDrop={questions.length > 1 ? () => onChange(questions.filter((_each, index) => index !== at)) : undefined}
        />
      ))}
      <Button
        kind="dashed"
        icon={PlusOutlined}
        disabled={questions.length >= MOST_QUESTIONS}
        onClick={() => onChange([...questions, blankQuestion(questions)])}
      >
        {t('surveys.addQuestion')}
      </Button>
    </>
  );
}

export type Draft = ReturnType<typeof useKeptDraft<SurveyDocument>>;
