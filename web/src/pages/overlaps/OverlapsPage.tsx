/** Set algebra: how segments overlap, region by region, and a new segment from the regions chosen. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get, post } from '../../api/client';
import type { Overlap, Page, SegmentRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { ManyCombobox } from '../../ui/combobox/ManyCombobox';
import { EmptyView } from '../../ui/EmptyView';
import { formatNumber } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { Regions } from './Regions';
import './overlaps.css';

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
              {names.length >= 2 ? (
                <Found names={names} segments={items} />
              ) : (
                <Suggestion segments={items} onTake={(chosen) => setParams({ segment: chosen })} />
              )}
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
      <span aria-hidden>{t('overlaps.choose', { most: MOST })}</span>
      <ManyCombobox
        label={t('overlaps.choose', { most: MOST })}
        most={MOST}
        className="overlap-choice"
        placeholder={t('overlaps.chooseHint')}
        values={names}
        options={segments.map((each) => ({
          value: each.name,
          label: text(each.label) || each.name,
          note: formatNumber(each.size),
        }))}
        onChange={onChange}
      />
    </div>
  );
}

/** Nothing to compare yet: what will stand here, and the two largest segments to begin with. */
function Suggestion({ segments, onTake }: { segments: SegmentRow[]; onTake: (names: string[]) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [one, other] = [...segments].sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
  const begin = one && other && (
    <Button onClick={() => onTake([one.name, other.name])}>
      {t('overlaps.begin', { one: text(one.label) || one.name, other: text(other.label) || other.name })}
    </Button>
  );
  return (
    <Panel>
      <EmptyView title={t('overlaps.none')} about={t('overlaps.noneAbout')} act={begin} />
    </Panel>
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
