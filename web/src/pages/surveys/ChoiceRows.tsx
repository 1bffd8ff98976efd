/** The choices of a question: what is kept, and the words people see. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import type { Choice } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { replaced, said, spoken } from './document';

type Props = { choices: Choice[]; onChange: (choices: Choice[]) => void };
const MOST = 50;

export function ChoiceRows({ choices, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="choice-rows">
      <h3>{t('surveys.choices')}</h3>
      {choices.map((choice, at) => {
        const words = (language: 'zh-CN' | 'en', label: string) => (
          <Input
            aria-label={label}
            placeholder={label}
            maxLength={200}
            value={choice.label?.[language] ?? ''}
            onChange={({ target }) =>
              onChange(replaced(choices, at, { ...choice, label: spoken(said(choice.label, language, target.value)) }))
            }
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a choice keeps its place while its value is typed
          <div key={at} className="choice-row">
            <Input
              className="mono"
              aria-label={t('surveys.choiceValue')}
              placeholder={t('surveys.choiceValue')}
              maxLength={100}
              value={choice.value}
              onChange={({ target }) => onChange(replaced(choices, at, { ...choice, value: target.value }))}
            />
            {words('zh-CN', t('surveys.choiceZh'))}
            {words('en', t('surveys.choiceEn'))}
            <Button
              kind="text"
              icon={DeleteOutlined}
              aria-label={t('parts.delete')}
              disabled={choices.length < 2}
              onClick={() => onChange(choices.filter((_each, index) => index !== at))}
            />
          </div>
        );
      })}
      <Button
        kind="dashed"
        small
        className="start"
        icon={PlusOutlined}
        disabled={choices.length >= MOST}
        onClick={() => onChange([...choices, { value: String(choices.length + 1) }])}
      >
        {t('surveys.addChoice')}
      </Button>
    </div>
  );
}
