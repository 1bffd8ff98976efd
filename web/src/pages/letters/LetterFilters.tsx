/** Narrows the letters to open or settled ones and to a reason; both are kept in the address. */

import type { LetterReason } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { PlainSelect } from '../../ui/PlainSelect';
import { Segmented } from '../../ui/Segmented';
import type { ListState } from '../../ui/useListState';

export function LetterFilters({ list, reasons }: { list: ListState; reasons: LetterReason[] }) {
  const { t } = useTranslation();
  const text = useText();
  const code = list.value('code');
  const known = reasons.map((each) => ({ value: each.code, label: text(each.message) }));
  const gone = code && !known.some((each) => each.value === code) ? [{ value: code, label: code }] : [];
  return (
    <>
      <Segmented
        small
        label={t('letters.state')}
        value={list.value('settled') === 'true' ? 'true' : 'false'}
        options={[
          { value: 'false', label: t('letters.open') },
          { value: 'true', label: t('letters.settled') },
        ]}
        onChange={(settled) => list.set({ settled: settled === 'true' ? 'true' : '' })}
      />
      <PlainSelect
        label={t('letters.reason')}
        className="reason-choice"
        value={code}
        options={[{ value: '', label: t('letters.everyReason') }, ...known, ...gone]}
        onChange={(value) => list.set({ code: value })}
      />
    </>
  );
}
