/** What to have ready: what this member asked for at visit after visit. */

import type { Member } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatDay } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

export function Hints({ hints }: { hints: Member['hints'] }) {
  const { t } = useTranslation();
  const { items, often, visits } = hints;
  return (
    <Panel title={t('members.hints')}>
      {items.length === 0 && <p className="muted">{t('members.noHints', { often, visits })}</p>}
      <ul className="plain">
        {items.map((hint) => (
          <li key={hint.item}>
            <strong>{hint.name ?? hint.item}</strong> × <Num value={hint.quantity} digits={2} />
            <div className="muted small">
              {t('members.hintWhy', { times: hint.times, visits: hint.visits, day: formatDay(hint.last_on) })}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
