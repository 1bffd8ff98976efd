/** The last readings: when, by whom, what came, changed and went, and how each ended. */

import type { ContactSync } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { formatInstant } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { Rows } from '../../ui/Rows';

const COUNTS = ['contacts_read', 'added', 'changed', 'gone'] as const;

export function SyncRuns({ runs }: { runs: ContactSync[] }) {
  const { t } = useTranslation();
  return (
    <Panel flush title={t('contacts.last')}>
      <Rows
        caption={t('contacts.last')}
        columns={useRunColumns()}
        rows={runs}
        rowKey={(run) => run.id}
        sort=""
        onSort={() => {}}
        busy={false}
      />
    </Panel>
  );
}

function useRunColumns(): Column<ContactSync>[] {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  return [
    {
      key: 'started',
      title: t('contacts.startedAt'),
      render: (run) => <time>{formatInstant(run.started_at, workspace.zone)}</time>,
    },
    {
      key: 'finished',
      title: t('contacts.finishedAt'),
      render: (run) => (run.finished_at ? <time>{formatInstant(run.finished_at, workspace.zone)}</time> : '–'),
    },
    { key: 'kind', title: t('contacts.kind'), render: (run) => t(run.is_full ? 'contacts.full' : 'contacts.quick') },
    { key: 'by', title: t('contacts.by'), render: (run) => run.by },
    ...COUNTS.map(
      (name): Column<ContactSync> => ({
        key: name,
        title: t(`contacts.count.${name}`),
        amount: true,
        render: (run) => <Num value={run.counts[name] ?? 0} />,
      }),
    ),
    {
      key: 'end',
      title: t('contacts.end'),
      render: (run) => {
        if (run.error) return <span className="chip bad">{text(run.error.message)}</span>;
        return run.finished_at ? (
          <span className="chip good">{t('contacts.done')}</span>
        ) : (
          <span className="chip on">{t(`contacts.step.${run.step}`)}</span>
        );
      },
    },
  ];
}
