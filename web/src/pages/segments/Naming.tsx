/** Name and labels of a segment, and how it is kept fresh. */

import { Input, Select } from 'antd';
import type { SegmentDocument } from '../../api/types';
import { useTranslation } from '../../i18n';

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
  return (
    <div className="naming">
      <Field id="label-zh" title={t('segments.labelZh')}>
        <Input
          id="label-zh"
          maxLength={100}
          disabled={readOnly}
          value={label['zh-CN']}
          onChange={({ target }) => onChange({ label: { ...label, 'zh-CN': target.value } })}
        />
      </Field>
      <Field id="label-en" title={t('segments.labelEn')}>
        <Input
          id="label-en"
          maxLength={100}
          disabled={readOnly}
          value={label.en}
          onChange={({ target }) => onChange({ label: { ...label, en: target.value } })}
        />
      </Field>
      <Field id="segment-name" title={t('segments.name')}>
        <Input
          id="segment-name"
          className="mono"
          maxLength={64}
          disabled={readOnly || !isNew}
          placeholder="vip-2026"
          value={document.name}
          onChange={({ target }) => onChange({ name: target.value.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-') })}
        />
      </Field>
      <Field id="segment-refresh" title={t('segments.refresh')}>
        <Select
          id="segment-refresh"
          disabled={readOnly}
          value={document.refresh}
          options={REFRESH.map((value) => ({ value, label: t(`segments.refreshIs.${value}`) }))}
          onChange={(refresh) => onChange({ refresh })}
        />
      </Field>
    </div>
  );
}

function Field({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{title}</label>
      {children}
    </div>
  );
}
