/** Name and labels of a funnel, its window, and what its answer is split by. */

import type { FunnelDocument } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { ManyCombobox } from '../../ui/combobox/ManyCombobox';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { useVocabulary } from '../segments/builder/context';
import { Length } from '../segments/builder/WindowEditor';
import { propertiesOf } from '../segments/rule/vocabulary';

type Props = {
  document: FunnelDocument;
  isNew: boolean;
  readOnly: boolean;
  onChange: (part: Partial<FunnelDocument>) => void;
};

export function Basics({ document, isNew, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const label = document.label ?? { 'zh-CN': '', en: '' };
  const named = (language: 'zh-CN' | 'en', title: string) => (
    <Field label={title}>
      {(wired) => (
        <Input
          {...wired}
          maxLength={100}
          disabled={readOnly}
          value={label[language] ?? ''}
          onChange={({ target }) => onChange({ label: { ...label, [language]: target.value } })}
        />
      )}
    </Field>
  );
  return (
    <div className="funnel-basics">
      {named('zh-CN', t('segments.labelZh'))}
      {named('en', t('segments.labelEn'))}
      <Field label={t('segments.name')}>
        {(wired) => (
          <Input
            {...wired}
            className="mono"
            maxLength={64}
            readOnly={readOnly || !isNew}
            placeholder="coupon-comeback"
            value={document.name}
            onChange={({ target }) => onChange({ name: target.value.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-') })}
          />
        )}
      </Field>
      <Field label={t('funnels.within')} hint={t('funnels.withinAbout')}>
        {() => (
          <Length
            value={String(document.within)}
            disabled={readOnly}
            onChange={(window) => window.kind === 'within' && onChange({ within: window.value })}
          />
        )}
      </Field>
      <Split document={document} readOnly={readOnly} onChange={onChange} />
    </div>
  );
}

/** Not split, by a property of the first step, or by segments. */
function Split({ document, readOnly, onChange }: Omit<Props, 'isNew'>) {
  const { t } = useTranslation();
  const text = useText();
  const vocabulary = useVocabulary();
  const first = document.steps[0]?.did ?? '';
  const properties = propertiesOf(vocabulary, first).filter(
    (each) => each.type === 'text' && !each.name.startsWith('product.'),
  );
  const { by } = document;
  const chosen = by?.segments ? 'segments' : by?.property ? `property:${by.property}` : '';
  const options = [
    { value: '', label: t('funnels.unsplit') },
    ...properties.map((each) => ({ value: `property:${each.name}`, label: text(each.label) })),
    ...(vocabulary.segments.length ? [{ value: 'segments', label: t('funnels.bySegments') }] : []),
  ];
  if (chosen && !options.some((each) => each.value === chosen))
    options.push({ value: chosen, label: by?.property ?? '' });
  const choose = (value: string) => {
    const name = vocabulary.segments[0]?.name;
    if (value === 'segments' && name) onChange({ by: { segments: [name] } });
    else onChange({ by: value ? { property: value.replace(/^property:/, '') } : undefined });
  };
  return (
    <>
      <Field label={t('funnels.by')}>
        {(wired) => <PlainSelect {...wired} disabled={readOnly} value={chosen} options={options} onChange={choose} />}
      </Field>
      {by?.segments && (
        <Field label={t('funnels.bySegments')}>
          {() => (
            <ManyCombobox
              label={t('funnels.bySegments')}
              disabled={readOnly}
              values={by.segments ?? []}
              options={vocabulary.segments.map((each) => ({ value: each.name, label: text(each.label) || each.name }))}
              onChange={(segments) => segments.length > 0 && onChange({ by: { segments } })}
            />
          )}
        </Field>
      )}
    </>
  );
}
