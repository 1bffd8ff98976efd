/** The secrets of a channel, to be typed: what is kept is never shown, an empty field leaves it as it is. */

import type { SecretField } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { PasswordInput } from '../../ui/Input';

type Props = {
  fields: SecretField[];
  kept: string[];
  typed: Record<string, string>;
  onChange: (typed: Record<string, string>) => void;
};

export function SecretFields({ fields, kept, typed, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <fieldset className="plain stack">
      <legend>{t('platforms.secrets')}</legend>
      {fields.map((field) => (
        <Field
          key={field.name}
          label={field.is_needed ? text(field.label) : t('platforms.optional', { name: text(field.label) })}
          hint={text(field.about)}
        >
          {(wired) => (
            <PasswordInput
              {...wired}
              autoComplete="new-password"
              placeholder={kept.includes(field.name) ? t('platforms.keptUnlessTyped') : undefined}
              value={typed[field.name] ?? ''}
              onChange={({ target }) => onChange({ ...typed, [field.name]: target.value.trim() })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}
