/** The first twenty rows as the mapping reads them; nothing is loaded. */

import type { ImportKind, Mapping, Upload } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Panel } from '../../ui/PageFrame';
import { attributeOf, sampleOf } from './mapping';

export function Preview({ upload, kind, mapping }: { upload: Upload; kind: ImportKind; mapping: Mapping }) {
  const { t } = useTranslation();
  const text = useText();
  const mapped = Object.keys(mapping.columns);
  const label = (name: string) => {
    const word = attributeOf(name) ?? name;
    const known = kind.fields.find((field) => field.name === name);
    return text(known?.label) || t(`attributes.${word}`, { defaultValue: word });
  };
  const identifiers = mapping.identifiers ?? [];
  const required = new Set(kind.fields.filter((field) => field.required).map((field) => field.name));
  const rows = upload.rows_sampled.slice(0, 20);
  return (
    <Panel flush title={t('imports.preview', { count: rows.length })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x preview" tabIndex={0} aria-label={t('imports.preview', { count: rows.length })}>
        <table className="plain-table">
          <thead>
            <tr>
              {identifiers.map(({ kind: name }) => (
                <th key={`id:${name}`}>{t(`kinds.${name}`, { defaultValue: name })}</th>
              ))}
              {mapped.map((name) => (
                <th key={name}>{label(name)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
              <tr key={at}>
                {identifiers.map(({ kind: name, from }) => (
                  <Cell key={`id:${name}`} value={sampleOf(upload, { from }, row)} />
                ))}
                {mapped.map((name) => (
                  <Cell key={name} value={sampleOf(upload, mapping.columns[name], row)} needed={required.has(name)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Cell({ value, needed }: { value: string; needed?: boolean }) {
  const { t } = useTranslation();
  if (!value) return <td className={needed ? 'needed' : 'muted'}>{needed ? t('imports.blank') : '–'}</td>;
  return (
    <td className="mono">
      <span className="clip" title={value}>
        {value}
      </span>
    </td>
  );
}
