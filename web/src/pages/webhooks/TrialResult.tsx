/** The rows a document makes of a sample, and the faults of those that have one. */

import type { ImportKind, Trial } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';

type Props = { trial: Trial; kind: ImportKind | undefined; busy: boolean };
type Who = { kind: string; value: string };

export function TrialResult({ trial, kind, busy }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const good = trial.rows_read - trial.faults.length;
  const told = {
    read: formatNumber(trial.rows_read),
    good: formatNumber(good),
    bad: formatNumber(trial.faults.length),
  };
  return (
    <div className="stack" aria-busy={busy}>
      <p role="status">{trial.rows_read === 0 ? t('webhooks.noRows') : t('webhooks.rowsMade', told)}</p>
      {trial.rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <MadeRow key={at} row={row} kind={kind} />
      ))}
      {trial.faults.length > 0 && (
        <ul className="faults">
          {trial.faults.map((fault) => (
            <li key={`${fault.row}:${fault.field}`}>
              <span className="chip bad">{t('webhooks.rowNo', { row: fault.row })}</span> {text(fault.text)}{' '}
              {fault.field && <span className="mono muted">{fault.field}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function MadeRow({ row, kind }: { row: Trial['rows'][number]; kind: ImportKind | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  const label = (name: string) => text(kind?.fields.find((field) => field.name === name)?.label) || name;
  const who = (row.who as Who[] | undefined) ?? [];
  const values = Object.entries(row).filter(([name, value]) => name !== 'who' && name !== 'row_no' && value != null);
  return (
    <dl className="pairs made-row">
      {values.map(([name, value]) => (
        <div key={name} className="pair">
          <dt>{label(name)}</dt>
          <dd className="mono">{String(value)}</dd>
        </div>
      ))}
      {who.map(({ kind: word, value }) => (
        <div key={`${word}:${value}`} className="pair">
          <dt>{t(`kinds.${word}`, { defaultValue: word })}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
