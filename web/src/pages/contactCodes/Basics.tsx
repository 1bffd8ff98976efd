/** What a code is called, where it hangs and what for. */

import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { ChannelField } from './ChannelField';
import { MOTIVES } from './document';
import type { PartProps } from './Editor';

type Written = 'source' | 'store';

export function Basics({ document, isNew, readOnly, onChange }: PartProps & { isNew: boolean }) {
  const { t } = useTranslation();
  const written = (key: Written) => (
    <Field label={t(`contactCodes.${key}`)} hint={t(`contactCodes.${key}Hint`)}>
      {(wired) => (
        <Input
          {...wired}
          maxLength={200}
          value={document[key] ?? ''}
          onChange={({ target }) => onChange({ [key]: target.value })}
        />
      )}
    </Field>
  );
  const label = document.label ?? {};
  return (
    <Panel>
      <div className="code-basics">
        <Field label={t('contactCodes.label')}>
          {(wired) => (
            <Input
              {...wired}
              maxLength={200}
              value={label['zh-CN'] ?? ''}
              onChange={({ target }) => onChange({ label: { ...label, 'zh-CN': target.value } })}
            />
          )}
        </Field>
        <Field label={t('contactCodes.labelEn')}>
          {(wired) => (
            <Input
              {...wired}
              maxLength={200}
              value={label.en ?? ''}
              onChange={({ target }) => onChange({ label: { ...label, en: target.value } })}
            />
          )}
        </Field>
        <Field label={t('contactCodes.id')} hint={t('contactCodes.idHint')}>
          {(wired) => (
            <Input
              {...wired}
              className="mono"
              maxLength={64}
              readOnly={!isNew}
              value={document.name}
              onChange={({ target }) => onChange({ name: target.value.trim() })}
            />
          )}
        </Field>
        <ChannelField
          value={document.channel}
          disabled={!isNew || readOnly}
          onChange={(channel) => onChange({ channel })}
        />
        {written('source')}
        <Field label={t('contactCodes.motive')}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={document.motive ?? ''}
              options={[
                { value: '', label: '–' },
                ...MOTIVES.map((value) => ({ value, label: t(`contactCodes.motives.${value}`) })),
              ]}
              onChange={(motive) => onChange({ motive: motive || undefined } as PartProps['document'])}
            />
          )}
        </Field>
        {written('store')}
      </div>
    </Panel>
  );
}
