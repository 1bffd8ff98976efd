/** The same words in both languages, side by side; one of them is enough. */

import type { Words } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { said } from './document';

type Props = {
  label: string;
  words: Words | undefined;
  onChange: (words: Words) => void;
  long?: boolean;
  hint?: string;
};

const LANGUAGES = ['zh-CN', 'en'] as const;

export function WordsField({ label, words, onChange, long, hint }: Props) {
  const { t } = useTranslation();
  return (
    <div className="words-field">
      {LANGUAGES.map((language) => (
        <Field key={language} label={`${label}（${t(`surveys.in.${language}`)}）`} hint={hint}>
          {(wired) =>
            long ? (
              <textarea
                {...wired}
                className="input words-long"
                rows={3}
                maxLength={2000}
                value={words?.[language] ?? ''}
                onChange={({ target }) => onChange(said(words, language, target.value))}
              />
            ) : (
              <Input
                {...wired}
                maxLength={2000}
                value={words?.[language] ?? ''}
                onChange={({ target }) => onChange(said(words, language, target.value))}
              />
            )
          }
        </Field>
      ))}
    </div>
  );
}
