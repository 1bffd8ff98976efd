/** One step: what is done, what it must be like, and how it is called. */

import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons-svg';
import type { FunnelStep } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Combobox } from '../../ui/combobox/Combobox';
import type { IconDefinition } from '../../ui/Icon';
import { Input } from '../../ui/Input';
import { useVocabulary } from '../segments/builder/context';
import { WhereEditor } from '../segments/builder/WhereEditor';
import { readWhere, writeWhere } from '../segments/rule/comparison';
import type { WhereItem } from '../segments/rule/model';

type Props = {
  step: FunnelStep;
  place: number;
  disabled: boolean;
  onChange: (step: FunnelStep) => void;
  onUp?: () => void;
  onDown?: () => void;
  onRemove?: () => void;
};

export function StepRow({ step, place, disabled, onChange, onUp, onDown, onRemove }: Props) {
  const { t } = useTranslation();
  const items = readWhere(step.where);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend that the step has no room for
    <div role="group" aria-label={t('funnels.step', { place })} className="funnel-step">
      <span className="funnel-place" aria-hidden>
        {place}
      </span>
      <div className="rule-body">
        <div className="rule-line">
          <Did step={step} disabled={disabled} onChange={onChange} />
          <Named step={step} disabled={disabled} onChange={onChange} />
        </div>
        {items ? (
          <WhereEditor
            fact={step.did}
            items={items}
            disabled={disabled}
            onChange={(changed) => onChange(withWhere(step, changed))}
          />
        ) : (
          <p className="muted small">{t('builder.yamlOnlyAbout')}</p>
        )}
      </div>
      <span className="row tight">
        <Act icon={ArrowUpOutlined} name={t('funnels.up', { place })} act={disabled ? undefined : onUp} />
        <Act icon={ArrowDownOutlined} name={t('funnels.down', { place })} act={disabled ? undefined : onDown} />
        <Act icon={CloseOutlined} name={t('funnels.remove', { place })} act={disabled ? undefined : onRemove} />
      </span>
    </div>
  );
}

/** Another act has other properties, so that its conditions go. */
function Did({ step, disabled, onChange }: Pick<Props, 'step' | 'disabled' | 'onChange'>) {
  const { t } = useTranslation();
  const text = useText();
  const { facts } = useVocabulary();
  // A funnel may be made before anything of the kind happens, but what happened comes first.
  const options = [...facts.filter((each) => each.seen), ...facts.filter((each) => !each.seen)].map((each) => ({
    value: each.name,
    label: each.seen ? text(each.label) || each.name : t('funnels.unseen', { act: text(each.label) || each.name }),
  }));
  if (!options.some((each) => each.value === step.did)) options.push({ value: step.did, label: step.did });
  return (
    <Combobox
      className="funnel-did"
      label={t('funnels.did')}
      disabled={disabled}
      value={step.did}
      options={options}
      onChange={(did) => did !== step.did && onChange({ did })}
    />
  );
}

function Named({ step, disabled, onChange }: Pick<Props, 'step' | 'disabled' | 'onChange'>) {
  const { t } = useTranslation();
  const label = step.label ?? { 'zh-CN': '', en: '' };
  const name = (language: 'zh-CN' | 'en', title: string) => (
    <Input
      className="funnel-label"
      aria-label={title}
      placeholder={title}
      maxLength={100}
      disabled={disabled}
      value={label[language] ?? ''}
      onChange={({ target }) => {
        const words = { ...label, [language]: target.value };
        const { label: _before, ...rest } = step;
        onChange(words['zh-CN'] || words.en ? { ...rest, label: words } : rest);
      }}
    />
  );
  return (
    <>
      {name('zh-CN', t('funnels.labelZh'))}
      {name('en', t('funnels.labelEn'))}
    </>
  );
}

function withWhere({ where: _before, ...rest }: FunnelStep, items: WhereItem[]): FunnelStep {
  return items.length ? { ...rest, where: writeWhere(items) } : rest;
}

function Act({ icon, name, act }: { icon: IconDefinition; name: string; act?: () => void }) {
  return <Button kind="text" small icon={icon} aria-label={name} data-tip={name} disabled={!act} onClick={act} />;
}
