/** What a template says: its columns by field, and the identifiers by which a row names its member. */

import type { MappingTemplate } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { attributeOf } from './mapping';
import { useKinds } from './useKinds';

export function TemplateMapping({ template }: { template: MappingTemplate }) {
  const { t } = useTranslation();
  const text = useText();
  const kind = useKinds().data?.find((each) => each.name === template.kind);
  const { columns, identifiers = [], zone } = template.mapping;
  const label = (name: string) => {
    const word = attributeOf(name) ?? name;
    const known = kind?.fields.find((field) => field.name === name);
    return text(known?.label) || t(`attributes.${word}`, { defaultValue: word });
  };
  const told: [string, string, string][] = [
    ...identifiers.map(({ kind: name, from }): [string, string, string] => [
      `id:${name}:${from}`,
      t(`kinds.${name}`, { defaultValue: name }),
      from,
    ]),
    ...Object.entries(columns).map(([name, source]): [string, string, string] => [
      name,
      label(name),
      'value' in source ? t('imports.always', { value: String(source.value) }) : source.from,
    ]),
  ];
  return (
    <div className="stack">
      <dl className="facts">
        {told.map(([key, name, from]) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{from}</dd>
          </div>
        ))}
      </dl>
      {zone && <span className="muted small">{`${t('imports.zone')}: ${zone}`}</span>}
    </div>
  );
}
