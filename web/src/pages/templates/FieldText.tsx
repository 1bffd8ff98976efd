/** A text with fields of the member in it: typed, or a field put in where the cursor stands. */

import { useId, useRef } from 'react';
import { useText, useTranslation } from '../../i18n';
import { Combobox } from '../../ui/combobox/Combobox';
import { written } from './document';
import { useFields } from './fields';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** How many lines are in sight; one line is an input of its own. */
  rows?: number;
  mono?: boolean;
};

export function FieldText({ label, value, onChange, hint, rows = 1, mono }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const fields = useFields();
  const id = useId();
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  function insert(name: string) {
    const field = fields.find((one) => one.name === name);
    const words = written(name, field?.is_certain ?? false);
    const at = box.current?.selectionStart ?? value.length;
    const until = box.current?.selectionEnd ?? at;
    onChange(value.slice(0, at) + words + value.slice(until));
    // Between the quotes of the fallback, which is what is to be typed next.
    const cursor = at + words.length - (field?.is_certain ? 0 : 4);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(cursor, cursor);
    });
  }
  const typed = {
    id,
    ref: box,
    className: `input ${mono ? 'mono' : ''} ${rows > 1 ? 'field-text' : ''}`,
    value,
    spellCheck: false,
    'aria-describedby': hint ? `${id}-more` : undefined,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  return (
    <div className="field">
      <div className="field-text-head">
        <label htmlFor={id}>{label}</label>
        <Combobox
          className="field-picker"
          label={t('templates.insertInto', { label })}
          placeholder={t('templates.insert')}
          value={null}
          options={fields.map((field) => ({
            value: field.name,
            label: text(field.label),
            group: text(field.group_label),
            note: field.name,
          }))}
          onChange={insert}
        />
      </div>
      {rows > 1 ? <textarea {...typed} rows={rows} maxLength={10_000} /> : <input {...typed} maxLength={10_000} />}
      {hint && (
        <div id={`${id}-more`} className="field-hint">
          {hint}
        </div>
      )}
    </div>
  );
}
