/** What the answers add up to: how many answered each question, and how often each choice was given. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Question, QuestionCounts, Survey } from '../../api/types';
import { useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatNumber, formatRate } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';

export function Counts({ survey, path }: { survey: Survey; path: string }) {
  const { t } = useTranslation();
  const counts = `${path}/counts`;
  const query = useQuery({
    queryKey: [counts],
    queryFn: ({ signal }) => get<QuestionCounts[]>(counts, undefined, signal),
  });
  return (
    <Loaded query={query} rows={8}>
      {(all) =>
        all.every((each) => each.answered === 0) ? (
          <Panel>
            <EmptyView title={t('surveys.noAnswers')} about={t('surveys.noAnswersAbout')} />
          </Panel>
        ) : (
          <div className="stack">
            {all.map((each) => (
              <OneQuestion
                key={each.name}
                counts={each}
                question={survey.document.questions.find((question) => question.name === each.name)}
              />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

function OneQuestion({ counts, question }: { counts: QuestionCounts; question: Question | undefined }) {
  const { t } = useTranslation();
  const label = useWords();
  const title = label(question?.label) || counts.name;
  const choice = (value: string) => label(question?.choices?.find((each) => each.value === value)?.label) || value;
  return (
    <Panel
      title={title}
      extra={
        <span className="muted">
          {t('surveys.answeredBy', { count: counts.answered, text: formatNumber(counts.answered) })}
        </span>
      }
    >
      {counts.is_personal && <p className="muted">{t('surveys.personalCounts')}</p>}
      {!counts.is_personal && (
        <table className="plain-table counts">
          <thead className="unseen">
            <tr>
              <th scope="col">{t('surveys.choice')}</th>
              <th scope="col">{t('surveys.answers')}</th>
              <th scope="col">{t('surveys.portion')}</th>
            </tr>
          </thead>
          <tbody>
            {ordered(counts).map((each) => {
              const share = counts.answered ? each.count / counts.answered : 0;
              return (
                <tr key={each.value}>
                  <td className="counts-label">{choice(each.value)}</td>
                  <td className="amount">{formatNumber(each.count)}</td>
                  <td className="counts-bar">
                    <span className="row tight">
                      <progress max={1} value={share} aria-label={choice(each.value)} />
                      <span className="num">{formatRate(share)}</span>
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** Numbers in their own order, choices in the order of the form. */
function ordered({ type, counts }: QuestionCounts): QuestionCounts['counts'] {
  return type === 'number' ? [...counts].sort((one, other) => Number(one.value) - Number(other.value)) : counts;
}

/** Words of a document in the language of the page, or in the other one. */
export function useWords(): (words: { 'zh-CN'?: string; en?: string } | undefined) => string {
  const { i18n } = useTranslation();
  return (words) => (i18n.language === 'en' ? words?.en || words?.['zh-CN'] : words?.['zh-CN'] || words?.en) ?? '';
}
