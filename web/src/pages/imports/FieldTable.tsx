/** Field by field: from which column it comes, or which fixed value it has, with a sample beside it. */

import type { ImportField, ImportKind, Mapping, Upload } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { attributeOf, mapField, sampleOf } from './mapping';

const NONE = '\u0000none';
const FIXED = '\u0000fixed';

type Props = { upload: Upload; kind: ImportKind; mapping: Mapping; onChange: (mapping: Mapping) => void };

export function FieldTable({ upload, kind, mapping, onChange }: Props) {
  const { t } = useTranslation();
  const extra = Object.keys(mapping.columns).filter((name) => !kind.fields.some((field) => field.name === name));
  const own = extra.map((name): ImportField => {
    const word = attributeOf(name) ?? name;
    const shown = t(`attributes.${word}`, { defaultValue: word });
    const label = { 'zh-CN': shown, en: shown };
    return { name, label, type: 'text', required: false, aliases: [], about: {}, example: '', choices: [] };
  });
  return (
    <div className="scroll-x">
      <table className="plain-table field-table">
        <thead>
          <tr>
            <th>{t('imports.field')}</th>
            <th>{t('imports.type')}</th>
            <th>{t('imports.comesFrom')}</th>
            <th>{t('imports.sample')}</th>
          </tr>
        </thead>
        <tbody>
          {[...kind.fields, ...own].map((field) => (
            <FieldRow key={field.name} field={field} upload={upload} mapping={mapping} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { field: ImportField; upload: Upload; mapping: Mapping; onChange: (mapping: Mapping) => void };

function FieldRow({ field, upload, mapping, onChange }: RowProps) {
  const { t } = useTranslation();
  const text = useText();
  const source = mapping.columns[field.name];
  const fixed = source && 'value' in source;
  const samples = [...new Set(upload.rows_sampled.map((row) => sampleOf(upload, source, row)))].filter(Boolean);
  const choose = (value: string) =>
    onChange(mapField(mapping, field.name, value === NONE ? null : value === FIXED ? { value: '' } : { from: value }));
  return (
    <tr>
      <td>
        <FieldName label={text(field.label)} about={text(field.about)} />
        {field.required && <span className="needed"> *</span>}{' '}
        {attributeOf(field.name) ? (
          <span className="muted">{t('imports.attribute')}</span>
        ) : (
          <span className="mono muted">{field.name}</span>
        )}
      </td>
      <td>{t(`fieldTypes.${field.type}`, { defaultValue: field.type })}</td>
      <td>
        <div className="row source">
          <PlainSelect
            label={t('imports.columnOf', { field: text(field.label) })}
            className={field.required && !source ? 'column-choice wanting' : 'column-choice'}
            value={fixed ? FIXED : (source?.from ?? NONE)}
            options={[
              { value: NONE, label: t('imports.notMapped') },
              { value: FIXED, label: t('imports.fixedValue') },
              ...upload.columns.map((column) => ({ value: column.name, label: column.name })),
            ]}
            onChange={choose}
          />
          {fixed && (
            <Input
              aria-label={t('imports.fixedValue')}
              value={String(source.value ?? '')}
              placeholder={field.example}
              onChange={({ target }) => onChange(mapField(mapping, field.name, { value: target.value }))}
            />
          )}
        </div>
      </td>
      <td className="mono muted">
        <span className="clip">{samples.slice(0, 3).join(' · ') || '–'}</span>
      </td>
    </tr>
  );
}

function FieldName({ label, about }: { label: string; about: string }) {
  if (!about) return <span>{label}</span>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable without a mouse
    <span className="explained" tabIndex={0} data-tip={about}>
      {label}
    </span>
  );
}
