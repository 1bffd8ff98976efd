/** Shows a refusal: what was wrong, where, how to mend it; what was typed stays where it is. */

import { Alert, Button } from 'antd';
import { asProblem } from '../api/problem';
import type { Problem } from '../api/types';
import { useText, useTranslation } from '../i18n';

type Props = { error: unknown; onRetry?: () => void; compact?: boolean };

export function ProblemView({ error, onRetry, compact }: Props) {
  return <ProblemNote problem={asProblem(error).problem} onRetry={onRetry} compact={compact} />;
}

export function ProblemNote({ problem, onRetry, compact }: Omit<Props, 'error'> & { problem: Problem }) {
  const { t } = useTranslation();
  const text = useText();
  const details = (
    <>
      {problem.where && (
        <div>
          {t('parts.where')} <code>{problem.where}</code>
        </div>
      )}
      {problem.mend && <div>{text(problem.mend)}</div>}
    </>
  );
  return (
    <Alert
      type="error"
      showIcon={!compact}
      role="alert"
      className="problem"
      title={text(problem.message)}
      description={problem.where || problem.mend ? details : undefined}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('parts.retry')}
          </Button>
        )
      }
    />
  );
}
