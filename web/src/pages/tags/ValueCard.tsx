/** One value of a tag: its name and labels, its rule, its place among the others. */

import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons-svg';
import type { Score, TagType, TagValueDocument, Text, Vocabulary } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { FIRST_RULE } from './document';
import { RuleOf } from './RuleOf';
import { ScoreCondition } from './ScoreCondition';

type Props = {
  value: TagValueDocument;
  type: TagType;
  score?: Score;
  vocabulary: Vocabulary;
  members?: number;
  where: string;
  readOnly: boolean;
  onChange: (value: TagValueDocument) => void;
  onUp?: () => void;
  onDown?: () => void;
  onRemove?: () => void;
};

export function ValueCard({ value, type, score, vocabulary, members, where, readOnly, onChange, ...acts }: Props) {
  const { t } = useTranslation();
  function label(language: 'zh-CN' | 'en', words: string) {
    const both: Text = { 'zh-CN': '', en: '', ...value.label, [language]: words };
    const { label: _old, ...rest } = value;
    onChange(both['zh-CN'] || both.en ? { ...rest, label: both } : rest);
  }
  return (
    <Panel className={where ? 'refused-value' : ''}>
      <div className="value-head">
        <Input
          className="mono"
          aria-label={t('tags.valueName')}
          maxLength={40}
          value={value.value}
          onChange={({ target }) =>
            onChange({ ...value, value: target.value.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-') })
          }
        />
        <Input
          aria-label={t('segments.labelZh')}
          placeholder={t('segments.labelZh')}
          maxLength={100}
          value={value.label?.['zh-CN'] ?? ''}
          onChange={({ target }) => label('zh-CN', target.value)}
        />
        <Input
          aria-label={t('segments.labelEn')}
          placeholder={t('segments.labelEn')}
          maxLength={100}
          value={value.label?.en ?? ''}
          onChange={({ target }) => label('en', target.value)}
        />
        {type !== 'manual' && members !== undefined && (
          <span className="chip num">{t('tags.countOf', { text: formatNumber(members) })}</span>
        )}
        {!readOnly && <Place {...acts} />}
      </div>
      {value.otherwise && <p className="muted">{t(type === 'model' ? 'tags.otherwiseScored' : 'tags.otherwise')}</p>}
      {type === 'model' && score && !value.otherwise && (
        <ScoreCondition
          value={value}
          score={score}
          vocabulary={vocabulary}
          disabled={readOnly}
          onChange={(is) => onChange({ ...value, is })}
        />
      )}
      {type === 'rule' && !value.otherwise && (
        <RuleOf
          rule={value.rule ?? FIRST_RULE}
          vocabulary={vocabulary}
          where={where}
          disabled={readOnly}
          onChange={(rule) => onChange({ ...value, rule })}
        />
      )}
    </Panel>
  );
}

function Place({ onUp, onDown, onRemove }: Pick<Props, 'onUp' | 'onDown' | 'onRemove'>) {
  const { t } = useTranslation();
  const shared = { kind: 'text', small: true } as const;
  return (
    <span className="row value-acts">
      <Button {...shared} icon={ArrowUpOutlined} aria-label={t('tags.up')} disabled={!onUp} onClick={onUp} />
      <Button {...shared} icon={ArrowDownOutlined} aria-label={t('tags.down')} disabled={!onDown} onClick={onDown} />
      <Button
        {...shared}
        icon={CloseOutlined}
        aria-label={t('tags.removeValue')}
        disabled={!onRemove}
        onClick={onRemove}
      />
    </span>
  );
}
