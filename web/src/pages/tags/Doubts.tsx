/** Why the model behind a tag is not to be trusted on this brand's data. */

import type { Text } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Note } from '../../ui/Note';

export function Doubts({ doubts }: { doubts: Text[] }) {
  const { t } = useTranslation();
  const text = useText();
  if (doubts.length === 0) return null;
  return (
    <Note tone="bad" title={t('tags.doubtful')}>
      <ul>
        {doubts.map((doubt) => (
          <li key={doubt.en}>{text(doubt)}</li>
        ))}
      </ul>
    </Note>
  );
}
