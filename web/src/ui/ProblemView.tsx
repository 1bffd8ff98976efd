/** Shows a refusal: what was wrong, where, how to mend it; what was typed stays where it is. */

import { asProblem } from '../api/problem';
import type { Problem } from '../api/types';
import { useText, useTranslation } from '../i18n';
import { Button } from './Button';
import { Note } from './Note';

type Props = { error: unknown; onRetry?: () => void };

export function ProblemView({ error, onRetry }: Props) {
  return <ProblemNote problem={asProblem(error).problem} onRetry={onRetry} />;
}

export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const again = onRetry && (
    <Button small onClick={onRetry}>
      {t('parts.retry')}
    </Button>
  );
  return (
    <Note tone="bad" title={text(problem.message)} act={again}>
      {problem.where && (
        <div>
          {t('parts.where')} <code>{problem.where}</code>
        </div>
      )}
      {problem.mend && <div>{text(problem.mend)}</div>}
    </Note>
  );
}
