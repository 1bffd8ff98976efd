/** The rule of one value in the visual builder, which keeps its own groups while they are edited. */

import { useState } from 'react';
import type { Rule, Vocabulary } from '../../api/types';
import { useTranslation } from '../../i18n';
import { RuleBuilder } from '../segments/builder/RuleBuilder';
import { hasYamlOnly, readRule, refusedAt, writeRule } from '../segments/rule/convert';

type Props = {
  rule: Rule;
  vocabulary: Vocabulary;
  where: string;
  disabled: boolean;
  onChange: (rule: Rule) => void;
};

export function RuleOf({ rule, vocabulary, where, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const [group, setGroup] = useState(() => readRule(rule));
  const inside = where.replace(/^values\[\d+\]\.?/, '');
  return (
    <>
      {hasYamlOnly(group) && <p className="needed">{t('builder.someYamlOnly')}</p>}
      <RuleBuilder
        group={group}
        vocabulary={vocabulary}
        onChange={(changed) => {
          setGroup(changed);
          onChange(writeRule(changed));
        }}
        refused={inside.startsWith('rule') ? refusedAt(group, inside) : null}
        disabled={disabled}
      />
    </>
  );
}
