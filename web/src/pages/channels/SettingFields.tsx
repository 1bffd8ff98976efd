/** The settings of a channel; an empty field means the platform's own number. */

import type { SettingField } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { useSettingWords } from './useSettingWords';

type Props = {
  fields: SettingField[];
  typed: Record<string, string>;
  onChange: (typed: Record<string, string>) => void;
};

export function SettingFields({ fields, typed, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const say = useSettingWords();
  return (
    <fieldset className="plain stack">
      <legend>{t('platforms.settings')}</legend>
      {fields.map((field) => (
        <Field key={field.name} label={text(field.label)} hint={text(field.about)}>
          {(wired) => {
            const value = typed[field.name] ?? '';
            const change = (changed: string) => onChange({ ...typed, [field.name]: changed });
            const usual = field.default == null ? '' : t('platforms.usually', { value: say(field, field.default) });
            const choices = field.type === 'boolean' ? ['true', 'false'] : field.choices?.map((each) => each.value);
            return choices ? (
              <PlainSelect
                {...wired}
                value={value}
                options={['', ...choices].map((each) => ({ value: each, label: each ? say(field, each) : usual }))}
                onChange={change}
              />
            ) : (
              <Input
                {...wired}
                inputMode={field.type === 'integer' ? 'numeric' : undefined}
                placeholder={usual}
                value={value}
                onChange={({ target }) => change(target.value.trim())}
              />
            );
          }}
        </Field>
      ))}
    </fieldset>
  );
}
