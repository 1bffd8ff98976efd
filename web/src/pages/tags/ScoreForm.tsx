/** Which score of which model decides a model tag. */

import type { TagDocument } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { PlainSelect } from '../../ui/PlainSelect';
import { useScore, useScores } from './useScores';

type Props = { document: TagDocument; onChange: (score: string) => void };

export function ScoreForm({ document, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const scores = useScores();
  const score = useScore(document.score);
  const told = score && t('tags.scoreAbout', { about: text(score.about), model: text(score.model) });
  return (
    <div className="naming tag-origin">
      <Field label={t('tags.score')} hint={told}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={document.score ?? ''}
            options={scores.map((one) => ({ value: one.name, label: text(one.label) }))}
            onChange={onChange}
          />
        )}
      </Field>
    </div>
  );
}
