/** The columns of the list of dead letters. */

import type { Letter } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatActor, formatInstant } from '../../ui/format';

export function useLetterColumns(isSettled: boolean): Column<Letter>[] {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  const settled: Column<Letter> = {
    key: 'settled',
    title: t('letters.settledAt'),
    render: (row) => (
      <>
        {t(`letters.how.${row.settled_how}`, { defaultValue: row.settled_how })} · {formatActor(row.settled_by)}
        <div className="muted small">{formatInstant(row.settled_at, workspace.zone)}</div>
      </>
    ),
    plain: (row) => row.settled_at,
  };
  return [
    {
      key: 'received_at',
      title: t('letters.receivedAt'),
      render: (row) => <time>{formatInstant(row.received_at, workspace.zone, true)}</time>,
      plain: (row) => row.received_at,
    },
    {
      key: 'name',
      title: t('letters.event'),
      render: (row) => <span className="clip">{row.name || t('letters.unnamed')}</span>,
      plain: (row) => row.name,
    },
    {
      key: 'reason',
      title: t('letters.reason'),
      render: (row) => (
        <span className="clip reason-clip" title={text(row.message)}>
          {text(row.message)}
        </span>
      ),
      plain: (row) => row.code,
    },
    {
      key: 'where',
      title: t('letters.where'),
      render: (row) => <span className="mono">{row.where ?? '–'}</span>,
      plain: (row) => row.where,
    },
    {
      key: 'source',
      title: t('letters.source'),
      render: (row) => <span className="muted">{formatActor(row.source)}</span>,
      plain: (row) => row.source,
    },
    {
      key: 'protocol',
      title: t('letters.protocol'),
      extra: true,
      render: (row) => t(`letters.protocols.${row.protocol}`, { defaultValue: row.protocol }),
      plain: (row) => row.protocol,
    },
    ...(isSettled ? [settled] : []),
  ];
}
