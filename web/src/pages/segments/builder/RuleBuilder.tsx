/** The visual builder: groups of all, any and not, with a condition for every leaf the rule language has here. */

import { useCallback, useMemo } from 'react';
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import type { Vocabulary } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useText, useTranslation } from '../../../i18n';
import { type Condition, fieldKind, fieldName, type Group } from '../rule/model';
import { featureType, firstDid, firstMeasure, firstValue, operatorsOfField } from '../rule/vocabulary';
import { BuilderContext } from './context';
import { CONTROLS } from './controls';
import { fieldGroups } from './fields';

type Props = {
  group: Group;
  vocabulary: Vocabulary;
  onChange: (group: Group) => void;
  /** Id of the condition the server refuses. */
  refused: string | null;
  disabled: boolean;
};

export function RuleBuilder({ group, vocabulary, onChange, refused, disabled }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { today } = useAccess().workspace;
  const fields = useMemo(() => fieldGroups(vocabulary, group, t, text), [vocabulary, group, t, text]);
  const context = useMemo(() => ({ vocabulary }), [vocabulary]);
  const operators = useCallback(
    (field: string) =>
      operatorsOfField(vocabulary, field).map((name) => ({ name, value: name, label: t(`ops.${name}`) })),
    [vocabulary, t],
  );
  const firstOf = useCallback(
    (condition: Condition) => firstValueOf(condition, vocabulary, today),
    [vocabulary, today],
  );
  const combinators = ['all', 'any'].map((name) => ({ name, value: name, label: t(`builder.${name}`) }));
  return (
    <BuilderContext value={context}>
      <QueryBuilder
        query={group as RuleGroupType}
        onQueryChange={(changed) => onChange(changed as Group)}
        fields={fields}
        combinators={combinators}
        getOperators={operators}
        getDefaultOperator={(field) =>
          fieldKind(field) === 'feature' ? 'gte' : (operatorsOfField(vocabulary, field)[0] ?? 'is')
        }
        getDefaultField={fields[0]?.options[0]?.name ?? 'yaml'}
        getDefaultValue={(condition) => firstOf(condition as Condition)}
        getRuleClassname={(condition) => (refused && condition.id === refused ? 'refused' : '')}
        controlElements={CONTROLS}
        showNotToggle
        addRuleToNewGroups
        enableMountQueryChange={false}
        disabled={disabled}
      />
    </BuilderContext>
  );
}

function firstValueOf(condition: Condition, vocabulary: Vocabulary, today: string): unknown {
  const name = fieldName(condition.field);
  switch (fieldKind(condition.field)) {
    case 'feature':
      return firstValue(condition.operator, featureType(vocabulary, name), today);
    case 'attribute':
      return firstValue(condition.operator, 'text', today);
    case 'did':
      return firstDid();
    case 'measure':
      return firstMeasure(vocabulary, name);
    case 'segment':
      return vocabulary.segments[0]?.name ?? '';
    case 'reachable':
      return vocabulary.channels[0]?.name ?? '';
    default:
      return {};
  }
}
