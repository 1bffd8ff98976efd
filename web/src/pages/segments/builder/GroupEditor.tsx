/** A group of the rule: how its parts hold together, whether it is excluded, its parts, and the way to more. */

import { CloseOutlined, PlusOutlined } from '@ant-design/icons-svg';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { Checkbox } from '../../../ui/Checkbox';
import { Segmented } from '../../../ui/Segmented';
import { type Combinator, DEEPEST, type Group, isGroup, type Node, newId } from '../rule/model';
import { firstCondition } from '../rule/vocabulary';
import { ConditionRow } from './ConditionRow';
import { useBuilder } from './context';

const COMBINATORS: Combinator[] = ['all', 'any'];

type Props = { group: Group; depth: number; onChange: (group: Group) => void; onRemove?: () => void };

export function GroupEditor({ group, depth, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const put = (id: string, node: Node) =>
    onChange({ ...group, rules: group.rules.map((each) => (each.id === id ? node : each)) });
  const drop = (id: string) => onChange({ ...group, rules: group.rules.filter((each) => each.id !== id) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend that the group has no room for
    <div role="group" aria-label={t('builder.group')} className="rule-group">
      <GroupHead group={group} depth={depth} onChange={onChange} onRemove={onRemove} />
      <div className="rule-parts">
        {group.rules.map((part) =>
          isGroup(part) ? (
            <GroupEditor
              key={part.id}
              group={part}
              depth={depth + 1}
              onChange={(changed) => put(part.id, changed)}
              onRemove={() => drop(part.id)}
            />
          ) : (
            <ConditionRow
              key={part.id}
              condition={part}
              onChange={(changed) => put(part.id, changed)}
              onRemove={() => drop(part.id)}
            />
          ),
        )}
      </div>
    </div>
  );
}

function GroupHead({ group, depth, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const { vocabulary, fields, disabled } = useBuilder();
  const { today } = useAccess().workspace;
  const first = () => firstCondition(vocabulary, fields[0]?.value ?? 'yaml', today);
  const add = (node: Node) => onChange({ ...group, rules: [...group.rules, node] });
  return (
    <div className="rule-head">
      <Segmented
        small
        className="combinator"
        label={t('builder.combinator')}
        disabled={disabled}
        value={group.combinator}
        options={COMBINATORS.map((value) => ({ value, label: t(`builder.${value}`) }))}
        onChange={(combinator) => onChange({ ...group, combinator })}
      />
      <Checkbox disabled={disabled} checked={!!group.not} onChange={(not) => onChange({ ...group, not })}>
        {t('builder.not')}
      </Checkbox>
      <Button small kind="dashed" icon={PlusOutlined} disabled={disabled} onClick={() => add(first())}>
        {t('builder.addCondition')}
      </Button>
      {depth < DEEPEST && (
        <Button
          small
          kind="dashed"
          icon={PlusOutlined}
          disabled={disabled}
          onClick={() => add({ id: newId(), combinator: 'all', rules: [first()] })}
        >
          {t('builder.addGroup')}
        </Button>
      )}
      {onRemove && <Remove disabled={disabled} onRemove={onRemove} />}
    </div>
  );
}

export function Remove({ disabled, onRemove }: { disabled: boolean; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      kind="text"
      small
      className="rule-remove"
      icon={CloseOutlined}
      aria-label={t('builder.remove')}
      data-tip={t('builder.remove')}
      disabled={disabled}
      onClick={onRemove}
    />
  );
}
