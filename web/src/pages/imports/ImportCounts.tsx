/** Where the rows of a file went: read = loaded + repeated + quarantined, and what was noted on the way. */

import type { Import } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { ProblemNote } from '../../ui/ProblemView';

const PARTS = ['loaded', 'repeated', 'quarantined'] as const;

export function ImportCounts({ one }: { one: Import }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      {one.error && <ProblemNote problem={one.error} />}
      <dl className="kpis sum" aria-label={t('imports.sum')}>
        <Part label={t('imports.rows_read')} value={one.rows_read} />
        {PARTS.map((part, at) => (
          <Part
            key={part}
            sign={at === 0 ? '=' : '+'}
            label={t(one.dry_run && part === 'loaded' ? 'imports.wouldLoad' : `imports.${part}`)}
            value={one[part]}
            tone={part === 'quarantined' && one[part] > 0 ? 'warn' : ''}
            about={t(`imports.about.${part}`)}
          />
        ))}
      </dl>
      <Notes notes={one.notes} />
    </div>
  );
}

type PartProps = { label: string; value: number; sign?: string; tone?: string; about?: string };

function Part({ label, value, sign, tone = '', about }: PartProps) {
  return (
    <div className="kpi">
      <dt>
        {sign && <span className="sign">{sign}</span>} {label}
      </dt>
      <dd className={`kpi-value ${tone}`}>{formatNumber(value)}</dd>
      {about && <dd className="kpi-foot">{about}</dd>}
    </div>
  );
}

function Notes({ notes }: { notes: Import['notes'] }) {
  const { t } = useTranslation();
  const text = useText();
  if (notes.length === 0) return null;
  return (
    <div className="notes">
      <h3>{t('imports.notes')}</h3>
      <ul>
        {notes.map((note) => (
          <li key={note.code}>
            <strong className="num">{formatNumber(note.count)}</strong> {text(note.text)}
          </li>
        ))}
      </ul>
    </div>
  );
}
