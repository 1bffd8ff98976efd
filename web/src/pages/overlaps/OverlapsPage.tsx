/** Set algebra: how segments overlap, region by region, and a new segment from the regions chosen. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { get, post } from '../../api/client';
import type { Overlap, Page, SegmentRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../shared/EmptyView';
import { formatNumber } from '../../shared/format';
import { Loaded } from '../../shared/Loaded';
import { PageFrame, Panel } from '../../shared/PageFrame';
import { Regions } from './Regions';

const MOST = 5;

export default function OverlapsPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [params, setParams] = useSearchParams();
  const path = api('/segments');
  const segments = useQuery({
    queryKey: [path, 'all'],
    queryFn: ({ signal }) => get<Page<SegmentRow>>(path, { limit: 200 }, signal),
  });
  const names = params.getAll('segment').slice(0, MOST);
  return (
    <PageFrame title={t('overlaps.title')} lead={t('overlaps.lead')}>
      <Loaded query={segments}>
        {({ items }) =>
          items.length < 2 ? (
            <EmptyView title={t('overlaps.tooFew')} about={t('overlaps.tooFewAbout')} />
          ) : (
            <>
              <Panel>
                <Choice segments={items} names={names} onChange={(chosen) => setParams({ segment: chosen })} />
              </Panel>
              {names.length >= 2 && <Found names={names} segments={items} />}
            </>
          )
        }
      </Loaded>
    </PageFrame>
  );
}

type ChoiceProps = { segments: SegmentRow[]; names: string[]; onChange: (names: string[]) => void };

function Choice({ segments, names, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="row">
      <label htmlFor="overlap-segments">{t('overlaps.choose', { most: MOST })}</label>
      <Select
        id="overlap-segments"
        mode="multiple"
        maxCount={MOST}
        showSearch={{ optionFilterProp: 'label' }}
        className="overlap-choice"
        placeholder={t('overlaps.chooseHint')}
        value={names}
        options={segments.map((each) => ({
          value: each.name,
          label: `${text(each.label) || each.name}（${formatNumber(each.size)}）`,
        }))}
        onChange={onChange}
      />
    </div>
  );
}

function Found({ names, segments }: { names: string[]; segments: SegmentRow[] }) {
  const { api } = useAccess();
  const path = api('/segment-overlaps');
  const query = useQuery({
    queryKey: [path, ...names],
    queryFn: ({ signal }) => post<Overlap>(path, { names }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={query}>
      {(overlap) => <Regions key={names.join()} names={names} overlap={overlap} segments={segments} />}
    </Loaded>
  );
}
