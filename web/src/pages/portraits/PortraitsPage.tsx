/** Two groups of members side by side: by what they differ, and by what they do not. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { Page, PortraitReport, SegmentRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { useAddress } from '../behaviour/asked';
import { useSegments } from '../behaviour/useSegments';
import { Choices } from './Choices';
import { bodyOf, REST } from './groups';
import { Report } from './Report';
import '../behaviour/behaviour.css';
import './portraits.css';

export default function PortraitsPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t('portraits.title')} lead={t('portraits.lead')}>
      <Loaded query={useSegments()}>{(segments) => <Comparison segments={segments} />}</Loaded>
    </PageFrame>
  );
}

function Comparison({ segments }: { segments: Page<SegmentRow> }) {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const { value } = useAddress();
  const largest = [...segments.items].sort((one, other) => (other.size ?? 0) - (one.size ?? 0))[0];
  const a = value('a') || largest?.name || '';
  const b = value('b') || REST;
  const as_of = value('as_of') || undefined;
  const path = api('/portraits');
  const query = useQuery({
    queryKey: [path, a, b, as_of],
    queryFn: ({ signal }) => post<PortraitReport>(path, { ...bodyOf(a, b), as_of }, signal),
    placeholderData: keepPreviousData,
    enabled: !!a,
  });
  if (!largest) {
    const make = can('segments.edit') && (
      <ButtonLink kind="primary" to={page('/segments/new')}>
        {t('segments.new')}
      </ButtonLink>
    );
    return <EmptyView title={t('portraits.noSegment')} about={t('portraits.noSegmentAbout')} act={make} />;
  }
  return (
    <div className="stack">
      <Choices segments={segments.items} a={a} b={b} />
      <Loaded query={query} rows={14}>
        {(report) => (
          <Report
            report={report}
            names={{ a, b }}
            segments={segments.items}
            busy={query.isPlaceholderData}
            onChanged={() => void query.refetch()}
          />
        )}
      </Loaded>
    </div>
  );
}
