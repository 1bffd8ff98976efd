/** The fields of a picture, a link or a mini-program card. */

import type { CardPart } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { Field } from '../../../ui/Field';
import { Input } from '../../../ui/Input';
import { FieldText } from '../FieldText';

type Props<Card extends CardPart> = { card: Card; onChange: (card: Card) => void };

const NAMES: { [Type in CardPart['type']]: string[] } = {
  image: ['picture'],
  link: ['title', 'url', 'description', 'picture'],
  mini_program: ['title', 'appid', 'page', 'picture'],
};

export function CardFields<Card extends CardPart>({ card, onChange }: Props<Card>) {
  const { t } = useTranslation();
  const values = card as unknown as Record<string, string>;
  const set = (name: string, value: string) => onChange({ ...card, [name]: value });
  return (
    <div className="card-fields">
      {NAMES[card.type].map((name) =>
        name === 'appid' ? (
          <Field key={name} label={t('templates.card.appid')}>
            {(wired) => (
              <Input
                {...wired}
                className="mono"
                value={values[name] ?? ''}
                onChange={({ target }) => set(name, target.value.trim())}
              />
            )}
          </Field>
        ) : (
          <FieldText
            key={name}
            label={t(`templates.card.${name}`)}
            hint={name === 'picture' ? t('templates.pictureAbout') : undefined}
            value={values[name] ?? ''}
            onChange={(value) => set(name, value)}
          />
        ),
      )}
    </div>
  );
}
