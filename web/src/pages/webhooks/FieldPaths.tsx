/** Field by field: the path it is read from or its fixed value, and what that is in the sample. */

import type { ImportField, ImportKind, MappedColumn, WebhookDocument } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { mapField } from './mapping';
import { type Found, find, firstRow } from './paths';

type From = 'none' | 'path' | 'fixed';
type Props = {
  kind: ImportKind;
  document: WebhookDocument;
  sample: unknown;
  paths: Found[];
  onChange: (document: WebhookDocument) => void;
};

export function FieldPaths({ kind, document, sample, paths, onChange }: Props) {
  const { t } = useTranslation();
  const own = Object.keys(document.columns)
    .filter((name) => !kind.fields.some((field) => field.name === name))
    .map(ownField);
  const row = firstRow(sample, document.each);
  return (
    <div className="scroll-x">
      <table className="plain-table field-paths">
        <thead>
          <tr>
            <th scope="col">{t('webhooks.field')}</th>
            <th scope="col">{t('webhooks.comesFrom')}</th>
            <th scope="col">{t('webhooks.inSample')}</th>
          </tr>
        </thead>
        <tbody>
          {[...kind.fields, ...own].map((field) => (
            <FieldRow
              key={field.name}
              field={field}
              source={document.columns[field.name]}
              first={paths[0]?.path ?? ''}
              shown={(path) => said(find(path, row, sample))}
              onMap={(source) => onChange(mapField(document, field.name, source))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  field: ImportField;
  source: MappedColumn | undefined;
  first: string;
  shown: (path: string) => string;
  onMap: (source: MappedColumn | null) => void;
};

function FieldRow({ field, source, first, shown, onMap }: RowProps) {
  const { t } = useTranslation();
  const text = useText();
  const label = text(field.label);
  const from: From = !source ? 'none' : 'from' in source ? 'path' : 'fixed';
  const choose = (value: From) =>
    onMap(value === 'none' ? null : value === 'path' ? { from: first || field.name } : { value: '' });
  return (
    <tr>
      <td>
        <span data-tip={text(field.about) || undefined}>{label}</span>
        {field.required && <span className="needed"> *</span>} <span className="mono muted">{field.name}</span>
      </td>
      <td>
        <div className="row source">
          <PlainSelect
            label={t('webhooks.fromOf', { field: label })}
            className={field.required && !source ? 'wanting' : ''}
            value={from}
            options={(['none', 'path', 'fixed'] as From[]).map((value) => ({
              value,
              label: t(`webhooks.from.${value}`),
            }))}
            onChange={choose}
          />
          {source && (
            <Input
              className="mono source-path"
              aria-label={t(from === 'path' ? 'webhooks.pathOf' : 'webhooks.valueOf', { field: label })}
              list={from === 'path' ? 'sample-paths' : undefined}
              placeholder={from === 'fixed' ? field.example : '$.order.id'}
              maxLength={200}
              value={'from' in source ? source.from : String(source.value ?? '')}
              onChange={({ target }) => onMap(from === 'path' ? { from: target.value } : { value: target.value })}
            />
          )}
        </div>
      </td>
      <td className="mono muted">
        <span className="clip">{source && 'from' in source ? shown(source.from) : '–'}</span>
      </td>
    </tr>
  );
}

/** A field of the brand's own, such as `attribute.city`. */
function ownField(name: string): ImportField {
  const label = { 'zh-CN': name.split('.').at(-1) ?? name, en: name.split('.').at(-1) ?? name };
  return { name, label, type: 'text', required: false, aliases: [], about: {}, example: '', choices: [] };
}

function said(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
