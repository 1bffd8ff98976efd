/** The columns of the list of callbacks. */

import type { Callback } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant, formatNumber } from '../../ui/format';
import { eventWords } from './CallbackFilters';
import { OutcomeChip } from './Handlings';

const WORST = ['failed', 'late', 'waiting', 'done', 'ignored'];

export function useCallbackColumns(): Column<Callback>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  return [
    {
      key: 'received_at',
      title: t('callbacks.receivedAt'),
      render: (row) => <time>{formatInstant(row.received_at, workspace.zone, true)}</time>,
      plain: (row) => row.received_at,
    },
    { key: 'name', title: t('callbacks.event'), render: (row) => eventWords(t, row.name), plain: (row) => row.name },
    { key: 'channel', title: t('callbacks.channel'), render: (row) => row.channel, plain: (row) => row.channel },
    {
      key: 'outcome',
      title: t('callbacks.outcome'),
      render: (row) => <OutcomeChip outcome={worst(row)} />,
      plain: (row) => worst(row),
    },
    {
      key: 'repeats',
      title: t('callbacks.repeats'),
      amount: true,
      render: (row) => formatNumber(row.repeats),
      plain: (row) => row.repeats,
    },
  ];
}

/** Return the outcome to worry about first; a callback nobody asked for was left alone. */
function worst(row: Callback): string {
  return WORST.find((each) => row.handlings.some(({ outcome }) => outcome === each)) ?? 'ignored';
}
