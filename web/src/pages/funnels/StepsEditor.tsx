/** The steps of a funnel, one after the other: added, moved, changed and taken out. */

import { PlusOutlined } from '@ant-design/icons-svg';
import type { FunnelStep } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { MOST_STEPS, moved, put } from './document';
import { StepRow } from './StepRow';

type Props = {
  steps: FunnelStep[];
  /** Place of the step the server refuses. */
  refused: number | null;
  readOnly: boolean;
  onChange: (steps: FunnelStep[]) => void;
};

export function StepsEditor({ steps, refused, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="funnel-steps">
      <ol>
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={at} className={at === refused ? 'refused' : undefined}>
            <StepRow
              step={step}
              place={at + 1}
              disabled={readOnly}
              onChange={(changed) => onChange(put(steps, at, changed))}
              onUp={at > 0 ? () => onChange(moved(steps, at, -1)) : undefined}
              onDown={at < steps.length - 1 ? () => onChange(moved(steps, at, 1)) : undefined}
              onRemove={steps.length > 2 ? () => onChange(steps.filter((_, place) => place !== at)) : undefined}
            />
          </li>
        ))}
      </ol>
      <Button
        small
        kind="dashed"
        icon={PlusOutlined}
        disabled={readOnly || steps.length >= MOST_STEPS}
        onClick={() => onChange([...steps, { did: 'ordered' }])}
      >
        {t('funnels.addStep')}
      </Button>
      <p className="muted small">{t('funnels.stepsAbout', { most: MOST_STEPS })}</p>
    </div>
  );
}
