/** Name and labels of a template, its class, and the language its labels of tags are told in. */

import type { TemplateDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { CLASSES, LANGUAGES } from './document';

type Props = { document: TemplateDocument; isNew: boolean; onChange: (part: Partial<TemplateDocument>) => void };

export function Basics({ document, isNew, onChange }: Props) {
  const { t } = useTranslation();
  const { label } = document;
  const named = (language: 'zh-CN' | 'en', title: string) => (
    <Field label={title}>
      {(wired) => (
        <Input
          {...wired}
          maxLength={100}
          value={label[language] ?? ''}
          onChange={({ target }) => onChange({ label: { ...label, [language]: target.value } })}
        />
      )}
    </Field>
  );
  return (
    <div className="template-basics">
      {named('zh-CN', t('segments.labelZh'))}
      {named('en', t('segments.labelEn'))}
      <Field label={t('segments.name')}>
        {(wired) => (
          <Input
            {...wired}
            className="mono"
            maxLength={64}
            readOnly={!isNew}
            placeholder="welcome"
            value={document.name}
            onChange={({ target }) => onChange({ name: target.value.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-') })}
          />
        )}
      </Field>
      <Field label={t('templates.class')} hint={t(`templates.classAbout.${document.class}`)}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={document.class}
            options={CLASSES.map((value) => ({ value, label: t(`templates.classIs.${value}`) }))}
            onChange={(value) => onChange({ class: value })}
          />
        )}
      </Field>
      <Field label={t('templates.language')} hint={t('templates.languageAbout')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={document.language}
            options={LANGUAGES.map((value) => ({ value, label: t(`templates.languageIs.${value}`) }))}
            onChange={(language) => onChange({ language })}
          />
        )}
      </Field>
    </div>
  );
}
