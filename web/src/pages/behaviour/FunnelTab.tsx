/** The funnel tab: which saved funnel, its report beside the time before, and the way to its editor. */

import { EditOutlined, PlusOutlined } from '@ant-design/icons-svg';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { FunnelRow, Page, FunnelReport as Report } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { Loaded } from '../../ui/Loaded';
import { Period, usePeriod } from '../../ui/Period';
import { useAddress, useAgainst, useCompared } from './asked';
import { Choice, Controls } from './Controls';
import { FunnelReport } from './FunnelReport';

export const PERIODS = [30, 90, 180, 365];
const MOST = 200;

export function FunnelTab() {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const path = api('/behaviour/funnels');
  const list = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Page<FunnelRow>>(path, { limit: MOST }, signal),
  });
  const make = can('behaviour.edit') && (
    <ButtonLink kind="primary" icon={PlusOutlined} to={page('/funnels/new')}>
      {t('funnels.new')}
    </ButtonLink>
  );
  return (
    <Loaded query={list} rows={12}>
      {({ items }) =>
        items[0] ? (
          <Chosen funnels={items} first={items[0].name} />
        ) : (
          <EmptyView title={t('funnels.empty')} about={t('funnels.emptyAbout')} act={make} />
        )
      }
    </Loaded>
  );
}

function Chosen({ funnels, first }: { funnels: FunnelRow[]; first: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { page, can } = useAccess();
  const { chosen, put } = useAddress();
  const period = usePeriod(PERIODS, 90);
  const { against, segment } = useAgainst();
  const names = funnels.map((each) => each.name);
  const name = chosen('funnel', names, first);
  const query = { days: period.days, segment: segment || undefined };
  const { now, compared } = useCompared<Report>(`funnels/${name}/report`, query, against);
  return (
    <div className="stack">
      <Controls>
        <Period period={period} />
        <Choice
          label={t('behaviour.funnel')}
          value={name}
          options={funnels.map((each) => ({ value: each.name, label: text(each.label) }))}
          onChange={(funnel) => put({ funnel })}
        />
        <ButtonLink icon={EditOutlined} to={page(`/funnels/${name}`)}>
          {t('funnels.open')}
        </ButtonLink>
        {can('behaviour.edit') && (
          <ButtonLink icon={PlusOutlined} to={page('/funnels/new')}>
            {t('funnels.new')}
          </ButtonLink>
        )}
      </Controls>
      <Loaded query={now} rows={12}>
        {(report) => <FunnelReport report={report} then={compared} against={against} />}
      </Loaded>
    </div>
  );
}
