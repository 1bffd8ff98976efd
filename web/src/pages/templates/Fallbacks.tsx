/** What is read where a member lacks a field and the text itself has no word for that. */

import { DeleteOutlined } from '@ant-design/icons-svg';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Combobox } from '../../ui/combobox/Combobox';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { useFields } from './fields';

type Props = { fallbacks: Record<string, string>; onChange: (fallbacks: Record<string, string>) => void };

export function Fallbacks({ fallbacks, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const fields = useFields();
  const label = (name: string) => text(fields.find((field) => field.name === name)?.label) || name;
  const open = fields.filter((field) => !field.is_certain && !(field.name in fallbacks));
  function drop(name: string) {
    const { [name]: _dropped, ...others } = fallbacks;
    onChange(others);
  }
  return (
    <Panel title={t('templates.fallbacks')}>
      <div className="stack">
        <p className="muted">{t('templates.fallbacksAbout')}</p>
        {Object.entries(fallbacks).map(([name, value]) => (
          <div className="fallback" key={name}>
            <Field label={`${label(name)} (${name})`}>
              {(wired) => (
                <Input
                  {...wired}
                  maxLength={200}
                  value={value}
                  onChange={({ target }) => onChange({ ...fallbacks, [name]: target.value })}
                />
              )}
            </Field>
            <Button
              kind="text"
              icon={DeleteOutlined}
              aria-label={t('templates.dropFallback', { name: label(name) })}
              onClick={() => drop(name)}
            />
          </div>
        ))}
        <Combobox
          className="field-picker"
          label={t('templates.addFallback')}
          placeholder={t('templates.addFallback')}
          value={null}
          options={open.map((field) => ({
            value: field.name,
            label: text(field.label),
            group: text(field.group_label),
            note: field.name,
          }))}
          onChange={(name) => onChange({ ...fallbacks, [name]: '' })}
        />
      </div>
    </Panel>
  );
}
