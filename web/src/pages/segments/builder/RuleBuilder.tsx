/** The visual builder: groups of all, any and not, with a condition for every leaf the rule language has here. */

import { useMemo } from 'react';
import type { Vocabulary } from '../../../api/types';
import { useText, useTranslation } from '../../../i18n';
import type { Refused } from '../rule/convert';
import type { Group } from '../rule/model';
import { BuilderContext } from './context';
import { fieldOptions } from './fields';
import { GroupEditor } from './GroupEditor';

type Props = {
  group: Group;
  vocabulary: Vocabulary;
  onChange: (group: Group) => void;
  refused: Refused | null;
  disabled: boolean;
};

export function RuleBuilder({ group, vocabulary, onChange, refused, disabled }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const fields = useMemo(() => fieldOptions(vocabulary, group, t, text), [vocabulary, group, t, text]);
  const builder = useMemo(() => ({ vocabulary, fields, refused, disabled }), [vocabulary, fields, refused, disabled]);
  return (
    <BuilderContext value={builder}>
      <GroupEditor group={group} depth={1} onChange={onChange} />
    </BuilderContext>
  );
}
