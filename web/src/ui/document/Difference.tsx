/** What a version changed: added and removed lines with their signs, told in a sentence first. */

import { useTranslation } from '../../i18n';
import { counted, type Fold, folded, type Line, lineDiff } from './lineDiff';

type Props = { before: string; after: string; beforeVersion: number };

export function Difference({ before, after, beforeVersion }: Props) {
  const { t } = useTranslation();
  const lines = lineDiff(before, after);
  const { added, removed } = counted(lines);
  const told = { version: beforeVersion, added, removed };
  if (added + removed === 0) return <p className="muted">{t('documents.noDifference', told)}</p>;
  return (
    <>
      <p className="muted">{t('documents.difference', told)}</p>
      <ol className="difference">
        {folded(lines).map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <DiffLine key={at} line={line} />
        ))}
      </ol>
    </>
  );
}

function DiffLine({ line }: { line: Line | Fold }) {
  const { t } = useTranslation();
  if (line.sign === '…') return <li className="fold">{t('documents.sameLines', { count: line.count })}</li>;
  if (line.sign === ' ') return <li>{line.text}</li>;
  const added = line.sign === '+';
  const Mark = added ? 'ins' : 'del';
  return (
    <li className={added ? 'added' : 'removed'}>
      <span className="sign" aria-hidden>
        {added ? '+' : '−'}
      </span>
      <span className="unseen">{t(added ? 'documents.lineAdded' : 'documents.lineRemoved')}</span>
      <Mark>{line.text}</Mark>
    </li>
  );
}
