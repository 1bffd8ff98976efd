/** By which mapping files are read: that of a kept template, or the one the pull has. */

import type { MappingTemplate, PullDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { PlainSelect } from '../../ui/PlainSelect';
import { useKindName } from '../imports/useKinds';

/** The mapping the pull has already, instead of one of a template. */
export const KEPT = 'kept';

type Props = {
  /** What the pull says now; a new one says nothing yet. */
  document?: PullDocument;
  templates: MappingTemplate[];
  value: string;
  error?: string | false;
  onChange: (template: string) => void;
};

export function TemplateField({ document, templates, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const kindName = useKindName();
  const first = document
    ? [{ value: KEPT, label: t('pulls.keptMapping', { kind: kindName(document.mapping.imports) }) }]
    : [{ value: '', label: t('pulls.chooseTemplate') }];
  return (
    <Field
      label={t('imports.mappedBy')}
      error={error}
      hint={t(templates.length ? 'pulls.templateAbout' : 'pulls.noTemplates')}
    >
      {(wired) => (
        <PlainSelect
          {...wired}
          value={value}
          options={[
            ...first,
            ...templates.map((each) => ({
              value: String(each.id),
              label: `${each.name} · ${kindName(each.kind)}`,
            })),
          ]}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
