/** What became of the welcomes of a code. */

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { WelcomeSummary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatNumber } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';

const STATES = ['sent', 'failed', 'uncertain', 'late', 'sending'] as const;

export function WelcomeCounts({ code }: { code: string }) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const path = api('/welcome-summary');
  const query = useQuery({
    queryKey: [path, code],
    queryFn: ({ signal }) => get<WelcomeSummary>(path, { code }, signal),
    refetchInterval: 15_000,
  });
  return (
    <Panel title={t('welcomes.title')} extra={<Link to={page(`/welcomes?code=${code}`)}>{t('welcomes.all')}</Link>}>
      <Loaded query={query} rows={3}>
        {(counts) => (
          <dl className="pairs">
            {STATES.map((state) => [
              <dt key={`${state} word`}>{t(`welcomes.states.${state}`)}</dt>,
              <dd key={state} className="num">
                <Link to={page(`/welcomes?code=${code}&state=${state}`)}>{formatNumber(counts[state])}</Link>
              </dd>,
            ])}
          </dl>
        )}
      </Loaded>
    </Panel>
  );
}
