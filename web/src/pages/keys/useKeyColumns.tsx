/** The columns of the list of keys. */

import type { ApiKey } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/columns';
import { formatInstant, formatNumber } from '../../ui/format';

type Acts = { onRevoke: (key: ApiKey) => void; onSnippets: () => void };

export function useKeyColumns(acts: Acts): Column<ApiKey>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const when = (key: 'made_at' | 'last_used_at' | 'expires_at', extra = false): Column<ApiKey> => ({
    key,
    title: t(`keys.${key}`),
    render: (row) => <time>{formatInstant(row[key], workspace.zone)}</time>,
    plain: (row) => row[key],
    extra,
  });
  return [
    {
      key: 'name',
      title: t('keys.name'),
      render: (row) => (
        <span className="clip" title={row.name}>
          {row.name}
        </span>
      ),
      plain: (row) => row.name,
    },
    {
      key: 'prefix',
      title: t('keys.prefix'),
      render: (row) => <span className="mono">{row.prefix ? `${row.prefix}…` : '–'}</span>,
      plain: (row) => row.prefix,
    },
    { key: 'role', title: t('users.role'), render: (row) => t(`roles.${row.role}`), plain: (row) => row.role },
    {
      key: 'rate',
      title: t('keys.rate'),
      amount: true,
      render: (row) => (row.role !== 'write' ? '–' : row.rate ? formatNumber(row.rate) : t('keys.rateDefault')),
      plain: (row) => row.rate,
    },
    when('made_at'),
    when('last_used_at'),
    when('expires_at', true),
    {
      key: 'acts',
      title: t('users.acts'),
      render: (row) =>
        row.revoked_at ? (
          <span className="chip bad">{t('keys.revokedAt', { at: formatInstant(row.revoked_at, workspace.zone) })}</span>
        ) : (
          <span className="row key-acts">
            <Button small danger onClick={() => acts.onRevoke(row)}>
              {t('keys.revoke')}
            </Button>
            {row.role === 'write' && (
              <Button small onClick={acts.onSnippets}>
                {t('keys.snippets')}
              </Button>
            )}
          </span>
        ),
    },
  ];
}
