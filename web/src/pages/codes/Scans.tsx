/** The log of scans, of all codes or of one. */

import type { CodeScan } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Num } from '../../ui/numbers';

const TONE: Record<string, string> = { genuine: 'good', again: 'warn', void: 'bad', expired: 'warn', early: 'warn' };

export function Scans({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <DataTable<CodeScan>
      name="code-scans"
      prefix="scans"
      caption={t('codes.scans')}
      path={`${path}/scans`}
      filters={['number']}
      columns={useScanColumns()}
      rowKey={(row) => row.id}
      tools={(list) => (
        <Input
          className="code-number"
          type="number"
          min={1}
          max={1_000_000}
          aria-label={t('codes.onlyNumber')}
          placeholder={t('codes.onlyNumber')}
          value={list.value('number')}
          onChange={({ target }) =>
            (target.value === '' || target.validity.valid) && list.set({ number: target.value })
          }
        />
      )}
      empty={<EmptyView title={t('codes.noScans')} about={t('codes.noScansAbout')} />}
    />
  );
}

function useScanColumns(): Column<CodeScan>[] {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  return [
    {
      key: 'at',
      title: t('codes.at'),
      render: (row) => <time>{formatInstant(row.at, workspace.zone, true)}</time>,
      plain: (row) => row.at,
    },
    {
      key: 'number',
      title: t('codes.number'),
      amount: true,
      render: (row) => <Num value={row.number} />,
      plain: (row) => row.number,
    },
    {
      key: 'nth',
      title: t('codes.nth'),
      amount: true,
      render: (row) => <Num value={row.nth} formula={t('codes.nthAbout')} />,
      plain: (row) => row.nth,
    },
    {
      key: 'verdict',
      title: t('codes.verdict'),
      render: (row) => <span className={`chip ${TONE[row.verdict] ?? ''}`}>{text(row.said)}</span>,
      plain: (row) => row.verdict,
    },
    {
      key: 'agent',
      title: t('codes.agent'),
      render: (row) => text(row.agent_label),
      plain: (row) => row.agent,
    },
    {
      key: 'address',
      title: t('codes.address'),
      render: (row) => (
        <span className="mono muted" data-tip={t('codes.addressAbout')}>
          {row.address.slice(0, 8)}
        </span>
      ),
      plain: (row) => row.address,
    },
  ];
}
