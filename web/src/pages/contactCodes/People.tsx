/** Who may stand behind a code: staff, a backup, and how many contacts each takes a day. */

import { useTranslation } from '../../i18n';
import { Checkbox } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import type { PartProps } from './Editor';
import { WordsInput } from './WordsInput';

type Listed = 'staff' | 'backup' | 'tags';

export function People({ document, onChange }: PartProps) {
  const { t } = useTranslation();
  const listed = (key: Listed) => (
    <Field label={t(`contactCodes.${key}`)} hint={t(`contactCodes.${key}Hint`)}>
      {(wired) => (
        <WordsInput wired={wired} value={document[key] ?? []} onChange={(value) => onChange({ [key]: value })} />
      )}
    </Field>
  );
  return (
    <Panel title={t('contactCodes.people')}>
      <div className="code-basics">
        {listed('staff')}
        {listed('backup')}
        <Field label={t('contactCodes.cap')} hint={t('contactCodes.capHint')}>
          {(wired) => (
            <Input
              {...wired}
              type="number"
              min={1}
              max={20000}
              value={document.daily_cap ?? ''}
              onChange={({ target }) => onChange({ daily_cap: target.value ? Number(target.value) : undefined })}
            />
          )}
        </Field>
        {listed('tags')}
      </div>
      <Checkbox checked={document.asks_first ?? false} onChange={(asks) => onChange({ asks_first: asks || undefined })}>
        {t('contactCodes.asksFirst')}
      </Checkbox>
    </Panel>
  );
}
