/** A text message: what is read, and what a provider is given that sends registered templates only. */

import type { ContentOf } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { Field } from '../../../ui/Field';
import { Input } from '../../../ui/Input';
import { FieldText } from '../FieldText';
import { NamedTexts } from './NamedTexts';

type Props = { content: ContentOf<'sms'>; onChange: (content: ContentOf<'sms'>) => void };

export function SmsForm({ content, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <FieldText
        rows={3}
        label={t('templates.smsText')}
        hint={t('templates.smsTextAbout')}
        value={content.text}
        onChange={(text) => onChange({ ...content, text })}
      />
      <Field label={t('templates.smsCode')} hint={t('templates.smsCodeAbout')}>
        {(wired) => (
          <Input
            {...wired}
            className="mono"
            maxLength={64}
            placeholder="SMS_123456"
            value={content.code}
            onChange={({ target }) => onChange({ ...content, code: target.value.trim() })}
          />
        )}
      </Field>
      <NamedTexts
        label={t('templates.parameters')}
        rows={content.parameters}
        most={20}
        onChange={(parameters) => onChange({ ...content, parameters })}
      />
    </div>
  );
}
