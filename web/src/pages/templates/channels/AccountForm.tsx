/** A message of an official account: a text, a card, or a notice by the platform's own template. */

import type { AccountMessage, ContentOf, NoticePart } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { Field } from '../../../ui/Field';
import { Input } from '../../../ui/Input';
import { PlainSelect } from '../../../ui/PlainSelect';
import { messageOf } from '../document';
import { FieldText } from '../FieldText';
import { CardFields } from './CardFields';
import { NamedTexts } from './NamedTexts';

type Props = { content: ContentOf<'official_account'>; onChange: (content: ContentOf<'official_account'>) => void };

const TYPES: AccountMessage['type'][] = ['text', 'link', 'mini_program', 'notice'];

export function AccountForm({ content, onChange }: Props) {
  const { t } = useTranslation();
  const { message } = content;
  const set = (changed: AccountMessage) => onChange({ message: changed });
  return (
    <div className="stack">
      <Field
        label={t('templates.messageType')}
        hint={message.type === 'notice' ? t('templates.noticeAbout') : undefined}
      >
        {(wired) => (
          <PlainSelect
            {...wired}
            value={message.type}
            options={TYPES.map((value) => ({ value, label: t(`templates.cardIs.${value}`) }))}
            onChange={(type) => set(messageOf(type))}
          />
        )}
      </Field>
      {message.type === 'text' && (
        <FieldText
          rows={4}
          label={t('templates.text')}
          value={message.text}
          onChange={(text) => set({ ...message, text })}
        />
      )}
      {message.type === 'notice' && <Notice notice={message} onChange={set} />}
      {(message.type === 'link' || message.type === 'mini_program') && <CardFields card={message} onChange={set} />}
    </div>
  );
}

function Notice({ notice, onChange }: { notice: NoticePart; onChange: (notice: NoticePart) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t('templates.templateId')}>
        {(wired) => (
          <Input
            {...wired}
            className="mono"
            maxLength={64}
            value={notice.template_id}
            onChange={({ target }) => onChange({ ...notice, template_id: target.value.trim() })}
          />
        )}
      </Field>
      <NamedTexts
        label={t('templates.keywords')}
        rows={notice.data}
        most={20}
        onChange={(data) => onChange({ ...notice, data })}
      />
      <FieldText label={t('templates.card.url')} value={notice.url} onChange={(url) => onChange({ ...notice, url })} />
    </>
  );
}
