/** One part of the score: what it is called, how many points it gives, and to whom. */

import { CloseOutlined } from '@ant-design/icons-svg';
import type { Rule, Vocabulary } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { NumberInput } from '../../ui/NumberInput';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { RuleOf } from '../tags/RuleOf';
import '../segments/segments.css';

export type ScorePart = {
  name: string;
  group: 'fit' | 'interest';
  label: { 'zh-CN': string; en: string };
  points: number;
  rule: Rule;
};

type Props = {
  part: ScorePart;
  vocabulary: Vocabulary;
  where: string;
  disabled: boolean;
  onChange: (part: ScorePart) => void;
  onRemove?: () => void;
};

export function PartCard({ part, vocabulary, where, disabled, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const title = useText()(part.label) || part.name;
  const remove = t('leads.form.remove', { part: title });
  return (
    <Panel
      title={title}
      extra={
        onRemove &&
        !disabled && (
          <Button kind="text" small icon={CloseOutlined} aria-label={remove} data-tip={remove} onClick={onRemove} />
        )
      }
    >
      <div className="stack">
        <Naming part={part} where={where} disabled={disabled} onChange={onChange} />
        <RuleOf
          rule={part.rule}
          vocabulary={vocabulary}
          where={where}
          disabled={disabled}
          onChange={(rule) => onChange({ ...part, rule })}
        />
      </div>
    </Panel>
  );
}

function Naming({ part, where, disabled, onChange }: Omit<Props, 'vocabulary' | 'onRemove'>) {
  const { t } = useTranslation();
  const typed = (label: string, name: string, value: string, put: (value: string) => void) => (
    <Field label={label} error={where === name && t('leads.form.nameWrong')}>
      {(wired) => (
        <Input
          {...wired}
          maxLength={name === 'name' ? 40 : 100}
          disabled={disabled}
          value={value}
          onChange={({ target }) => put(target.value)}
        />
      )}
    </Field>
  );
  const labelled = (language: 'zh-CN' | 'en', label: string) =>
    typed(label, 'label', part.label[language], (value) =>
      onChange({ ...part, label: { ...part.label, [language]: value } }),
    );
  return (
    <div className="form-grid">
      {labelled('zh-CN', t('segments.labelZh'))}
      {labelled('en', t('segments.labelEn'))}
      {typed(t('leads.form.name'), 'name', part.name, (value) =>
        onChange({ ...part, name: value.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') }),
      )}
      <Field label={t('leads.part.group')}>
        {(wired) => (
          <PlainSelect<ScorePart['group']>
            {...wired}
            disabled={disabled}
            value={part.group}
            options={(['fit', 'interest'] as const).map((value) => ({ value, label: t(`leads.groupOf.${value}`) }))}
            onChange={(group) => onChange({ ...part, group })}
          />
        )}
      </Field>
      <Field label={t('leads.form.points')}>
        {() => (
          <NumberInput
            whole
            label={t('leads.form.points')}
            unit={t('leads.form.unit.points')}
            disabled={disabled}
            value={part.points}
            onChange={(points) => onChange({ ...part, points })}
          />
        )}
      </Field>
    </div>
  );
}
