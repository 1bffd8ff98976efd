/** The named places of a platform's own template, each with the text that stands there. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import type { NamedText } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Input } from '../../../ui/Input';
import { FieldText } from '../FieldText';

type Props = { label: string; rows: NamedText[]; most: number; onChange: (rows: NamedText[]) => void };

export function NamedTexts({ label, rows, most, onChange }: Props) {
  const { t } = useTranslation();
  const set = (at: number, part: Partial<NamedText>) =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...part } : row)));
  return (
    <div className="stack">
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place keeps its turn while it is renamed
        <div className="named-text" key={at}>
          <Field label={t('templates.placeName')}>
            {(wired) => (
              <Input
                {...wired}
                className="mono"
                maxLength={40}
                value={row.name}
                onChange={({ target }) => set(at, { name: target.value.trim() })}
              />
            )}
          </Field>
          <FieldText label={t('templates.placeText')} value={row.text} onChange={(text) => set(at, { text })} />
          <Button
            kind="text"
            icon={DeleteOutlined}
            aria-label={t('templates.dropPlace', { name: row.name })}
            onClick={() => onChange(rows.filter((_row, place) => place !== at))}
          />
        </div>
      ))}
      {rows.length < most && (
        <Button
          kind="dashed"
          small
          className="start"
          icon={PlusOutlined}
          onClick={() => onChange([...rows, { name: `p${rows.length + 1}`, text: '' }])}
        >
          {t('templates.addPlace', { label })}
        </Button>
      )}
    </div>
  );
}
