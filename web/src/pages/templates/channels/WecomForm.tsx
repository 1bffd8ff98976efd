/** A message in WeCom: its text and up to nine attachments. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import type { CardPart, ContentOf } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { MenuButton } from '../../../ui/MenuButton';
import { PlainSelect } from '../../../ui/PlainSelect';
import { cardOf } from '../document';
import { FieldText } from '../FieldText';
import { CardFields } from './CardFields';

type Props = { content: ContentOf<'wecom'>; onChange: (content: ContentOf<'wecom'>) => void };

const MOST = 9;
const TYPES: CardPart['type'][] = ['image', 'link', 'mini_program'];

export function WecomForm({ content, onChange }: Props) {
  const { t } = useTranslation();
  const { attachments } = content;
  const types = TYPES.map((value) => ({ value, label: t(`templates.cardIs.${value}`) }));
  const set = (changed: CardPart[]) => onChange({ ...content, attachments: changed });
  const replace = (at: number, card: CardPart) => set(attachments.map((old, place) => (place === at ? card : old)));
  return (
    <div className="stack">
      <FieldText
        rows={5}
        label={t('templates.text')}
        value={content.text}
        onChange={(text) => onChange({ ...content, text })}
      />
      {attachments.map((card, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attachment is its place
        <div className="card-part stack" key={at}>
          <div className="row">
            <Field label={t('templates.attachment', { place: at + 1 })}>
              {(wired) => (
                <PlainSelect
                  {...wired}
                  value={card.type}
                  options={types}
                  onChange={(type) => replace(at, cardOf(type, card))}
                />
              )}
            </Field>
            <span className="spring" />
            <Button
              kind="text"
              icon={DeleteOutlined}
              aria-label={t('templates.dropAttachment', { place: at + 1 })}
              onClick={() => set(attachments.filter((_card, place) => place !== at))}
            />
          </div>
          <CardFields card={card} onChange={(changed) => replace(at, changed)} />
        </div>
      ))}
      {attachments.length < MOST && (
        <MenuButton
          kind="dashed"
          small
          icon={PlusOutlined}
          acts={types.map(({ value, label }) => ({
            key: value,
            label,
            act: () => set([...attachments, cardOf(value)]),
          }))}
        >
          {t('templates.addAttachment')}
        </MenuButton>
      )}
    </div>
  );
}
