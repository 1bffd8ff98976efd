/** One rule a stage in the visual builder, from the highest stage down. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Rule, StageModel, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { RuleOf } from '../tags/RuleOf';
import '../segments/segments.css';

export type Rules = Record<string, Rule>;
type Props = {
  model: Exclude<StageModel, 'lifecycle'>;
  rules: Rules;
  /** Whom a model of some members is about. */
  who?: Rule;
  where: string;
  disabled: boolean;
  onChange: (rules: Rules) => void;
  onWho: (who: Rule) => void;
};

export function RulesForm({ model, rules, who, where, disabled, onChange, onWho }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const path = useAccess().api('/rule-vocabulary');
  const words = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Vocabulary>(path, undefined, signal),
    staleTime: 60_000,
  });
  return (
    <Loaded query={words} rows={8}>
      {(vocabulary) => (
        <div className="stack">
          {who && (
            <Panel title={t('stages.name.who')}>
              <RuleOf
                rule={who}
                vocabulary={vocabulary}
                where={where === 'who' ? 'rule' : where.replace(/^who\./, 'rule.')}
                disabled={disabled}
                onChange={onWho}
              />
            </Panel>
          )}
          {asked(vocabulary, model).map(({ value: name, label }, place) => (
            <Panel
              key={name}
              title={t('stages.ruleOf', { stage: text(label) })}
              extra={<span className="muted small">{t('stages.ruleOrder', { place: place + 1 })}</span>}
            >
              <RuleOf
                rule={rules[name] ?? { all: [] }}
                vocabulary={vocabulary}
                where={where === `stages.${name}` ? 'rule' : where.replace(`stages.${name}.`, 'rule.')}
                disabled={disabled}
                onChange={(rule) => onChange({ ...rules, [name]: rule })}
              />
            </Panel>
          ))}
        </div>
      )}
    </Loaded>
  );
}

/** The stages that have a rule, in the order they are asked: from the highest down, without the lowest. */
const asked = (vocabulary: Vocabulary, model: string) =>
  vocabulary.stages
    .find((each) => each.name === model)
    ?.values.slice(1)
    .reverse() ?? [];
