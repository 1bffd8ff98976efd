/** The log of calls to the platform: what was called, how it ended, how long it took; nothing of what was said. */

import type { PlatformCall } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { PlainSelect } from '../../ui/PlainSelect';
import { Outcome } from './Outcome';

export function Calls({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <DataTable<PlatformCall>
      name="platform-calls"
      prefix="calls"
      caption={t('platforms.calls')}
      path={path}
      search={t('platforms.searchCalls')}
      filters={['failed']}
      columns={useCallColumns()}
      rowKey={(row) => row.id}
      tools={(list) => (
        <PlainSelect
          small
          label={t('platforms.outcome')}
          value={list.value('failed')}
          options={[
            { value: '', label: t('platforms.allCalls') },
            { value: 'true', label: t('platforms.failedCalls') },
          ]}
          onChange={(failed) => list.set({ failed })}
        />
      )}
      empty={<EmptyView title={t('platforms.noCalls')} about={t('platforms.noCallsAbout')} />}
    />
  );
}

function useCallColumns(): Column<PlatformCall>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  return [
    {
      key: 'at',
      title: t('platforms.at'),
      render: (row) => <time>{formatInstant(row.at, workspace.zone)}</time>,
      plain: (row) => row.at,
    },
    {
      key: 'path',
      title: t('platforms.path'),
      render: (row) => <span className="mono">{row.path}</span>,
      plain: (row) => row.path,
    },
    {
      key: 'outcome',
      title: t('platforms.outcome'),
      render: (row) => <Outcome call={row} />,
      plain: (row) => row.errcode ?? row.problem,
    },
    {
      key: 'ms',
      title: t('platforms.ms'),
      amount: true,
      render: (row) => <Num value={row.ms} />,
      plain: (row) => row.ms,
    },
  ];
}
