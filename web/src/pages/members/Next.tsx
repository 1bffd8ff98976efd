/** What the member will probably buy next: again, and new. */

import type { Member } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Panel } from '../../ui/PageFrame';
import { NextList } from '../recommendations/NextList';

export function Next({ next }: { next: Member['recommendations'] }) {
  const { t } = useTranslation();
  const none = next.again.length + next.new.length === 0;
  return (
    <Panel title={t('next.panel')}>
      {none && <p className="muted">{t(next.as_of ? 'next.none' : 'next.empty')}</p>}
      {(['again', 'new'] as const).map(
        (mode) =>
          next[mode].length > 0 && (
            <div key={mode}>
              <h3>{t(`next.modes.${mode}`)}</h3>
              <NextList items={next[mode]} />
            </div>
          ),
      )}
    </Panel>
  );
}
