/** Name and labels of a segment, and how it is kept fresh. */

import type { SegmentDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';

type Props = {
  document: SegmentDocument;
  isNew: boolean;
  readOnly: boolean;
  onChange: (part: Partial<SegmentDocument>) => void;
};

const REFRESH: SegmentDocument['refresh'][] = ['live', 'nightly', 'frozen'];

export function Naming({ document, isNew, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const label = document.label ?? { 'zh-CN': '', en: '' };
  const named = (language: 'zh-CN' | 'en', title: string) => (
    <Field label={title}>
      {(wired) => (
        <Input
          {...wired}
          maxLength={100}
          disabled={readOnly}
          value={label[language]}
          onChange={({ target }) => onChange({ label: { ...label, [language]: target.value } })}
        />
      )}
    </Field>
  );
  return (
    <div className="naming">
      {named('zh-CN', t('segments.labelZh'))}
      {named('en', t('segments.labelEn'))}
      <Field label={t('segments.name')}>
        {(wired) => (
          <Input
            {...wired}
            className="mono"
            maxLength={64}
            readOnly={readOnly || !isNew}
            placeholder="vip-2026"
            value={document.name}
            onChange={({ target }) => onChange({ name: target.value.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-') })}
          />
        )}
      </Field>
      <Field label={t('segments.refresh')} hint={t(`segments.refreshAbout.${document.refresh}`)}>
        {(wired) => (
          <PlainSelect
            {...wired}
            disabled={readOnly || !!document.origin}
            value={document.refresh}
            options={REFRESH.map((value) => ({ value, label: t(`segments.refreshIs.${value}`) }))}
            onChange={(refresh) => onChange({ refresh })}
          />
        )}
      </Field>
    </div>
  );
}
