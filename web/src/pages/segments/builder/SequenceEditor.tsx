/** What came after something, step by step, and what must not have come: added below, edited in place, taken away. */

import { PlusOutlined } from '@ant-design/icons-svg';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { type DidBody, MOST_STEPS, type NeverBody, type StepBody } from '../rule/model';
import { firstStep } from '../rule/vocabulary';
import { useVocabulary } from './context';
import { StepEditor } from './StepEditor';

type Props = { value: DidBody; disabled?: boolean; refusedAt: string; onChange: (body: DidBody) => void };

export function SequenceEditor({ value, disabled, refusedAt, onChange }: Props) {
  const { never, steps } = value;
  const put = (at: number, step: StepBody) =>
    onChange({ ...value, steps: steps.map((each, index) => (index === at ? step : each)) });
  const append = (sought: NeverBody) =>
    onChange({ ...value, times: null, steps: [...steps, { ...sought, never: null }] });
  const onAppend = steps.length + 1 < MOST_STEPS ? append : undefined;
  return (
    <>
      <After
        never={never}
        disabled={disabled}
        refused={isOf(refusedAt, 0, true)}
        onNever={(changed) => onChange({ ...value, times: changed ? null : value.times, never: changed })}
        onThen={steps.length === 0 ? onAppend : undefined}
      />
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name than its place
        <div key={at} className={classOf(isOf(refusedAt, at + 1, false))}>
          <StepEditor
            word="then"
            value={step}
            disabled={disabled}
            onChange={(sought) => put(at, { ...sought, never: step.never })}
            onRemove={() => onChange({ ...value, steps: steps.filter((_step, index) => index !== at) })}
          />
          <After
            never={step.never}
            disabled={disabled}
            refused={isOf(refusedAt, at + 1, true)}
            onNever={(changed) => put(at, { ...step, never: changed })}
            onThen={at === steps.length - 1 ? onAppend : undefined}
          />
        </div>
      ))}
    </>
  );
}

const classOf = (refused: boolean) => (refused ? 'rule-body rule-then refused' : 'rule-body rule-then');

/** Whether a path such as `then.then_not.within` is about a step, or about what must not follow it. */
function isOf(path: string, step: number, never: boolean): boolean {
  const [, thens = '', rest = ''] = path.match(/^((?:then(?:\.|$))*)(.*)$/) ?? [];
  const depth = thens.split('then').length - 1;
  return path !== '' && depth === step && rest.startsWith('then_not') === never;
}

type AfterProps = {
  never: NeverBody | null;
  disabled?: boolean;
  refused: boolean;
  onNever: (never: NeverBody | null) => void;
  /** Adds the next step; none after a step that has one, and after the last there may be. */
  onThen?: (sought: NeverBody) => void;
};

/** What must not follow a step, and the way to more. */
function After({ never, disabled, refused, onNever, onThen }: AfterProps) {
  const { t } = useTranslation();
  const vocabulary = useVocabulary();
  const add = (label: string, act: (sought: NeverBody) => void) => (
    <Button kind="link" small icon={PlusOutlined} disabled={disabled} onClick={() => act(firstStep(vocabulary))}>
      {label}
    </Button>
  );
  return (
    <>
      {never && (
        <div className={classOf(refused)}>
          <StepEditor
            word="then_not"
            value={never}
            disabled={disabled}
            onChange={onNever}
            onRemove={() => onNever(null)}
          />
        </div>
      )}
      {(onThen || !never) && (
        <span className="row">
          {onThen && add(t('builder.addThen'), onThen)}
          {!never && add(t('builder.addThenNot'), onNever)}
        </span>
      )}
    </>
  );
}
