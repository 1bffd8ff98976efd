/** Who is most like the members of a segment: how many, how well they are told apart, and by what. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { get, post } from '../../api/client';
import type { LookalikeReport, Segment } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { NumberInput } from '../../ui/NumberInput';
import { PageFrame } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { Segmented } from '../../ui/Segmented';
import { toast } from '../../ui/toasts';
import { useDebounced } from '../../ui/useDebounced';
import { useAddress } from '../behaviour/asked';
import { Lookalike } from './Lookalike';
import '../behaviour/behaviour.css';
import './segments.css';

const UNITS = ['share', 'size'] as const;
const FIRST = { share: 5, size: 1000 };

export default function LookalikePage() {
  const { t } = useTranslation();
  const text = useText();
  const { name = '' } = useParams();
  const { api, page, can } = useAccess();
  const { value, chosen, put } = useAddress();
  const unit = chosen('by', UNITS, 'share');
  const wanted = Number(value('n')) || FIRST[unit];
  const body = useDebounced(
    JSON.stringify(unit === 'share' ? { share: Math.min(wanted / 100, 1) } : { size: Math.floor(wanted) }),
    400,
  );
  const path = api(`/segments/${name}`);
  const segment = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Segment>(path, undefined, signal) });
  const asked = api(`/segments/${name}/lookalike-previews`);
  const report = useQuery({
    queryKey: [asked, body],
    queryFn: ({ signal }) => post<LookalikeReport>(asked, JSON.parse(body), signal),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
  const label = text(segment.data?.document.label) || name;
  return (
    <PageFrame
      title={t('lookalike.title', { label })}
      lead={t('lookalike.lead')}
      back={{ to: page(`/segments/${name}`), label }}
      actions={can('segments.edit') && <Keep name={name} body={body} disabled={!report.data} />}
    >
      <div className="stack">
        <div className="report-controls">
          <span className="muted small">{t('lookalike.howMany')}</span>
          <NumberInput
            className="short"
            label={t('lookalike.howMany')}
            value={wanted}
            min={unit === 'share' ? 0.1 : 1}
            whole={unit === 'size'}
            unit={unit === 'share' ? '%' : t('lookalike.people')}
            onChange={(typed) => put({ n: String(typed) })}
          />
          <Segmented
            small
            label={t('lookalike.unit')}
            value={unit}
            options={UNITS.map((each) => ({ value: each, label: t(`lookalike.by.${each}`) }))}
            onChange={(each) => put({ by: each === 'share' ? '' : each, n: '' })}
          />
        </div>
        <Loaded query={report} rows={10}>
          {(found) => <Lookalike report={found} label={label} busy={report.isPlaceholderData} />}
        </Loaded>
      </div>
    </PageFrame>
  );
}

function Keep({ name, body, disabled }: { name: string; body: string; disabled: boolean }) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: () => post<{ name: string }>(api(`/segments/${name}/lookalikes`), JSON.parse(body)),
    onSuccess: (made) => {
      toast(t('lookalike.kept'));
      void queries.invalidateQueries({ queryKey: [api('/segments')] });
      void queries.invalidateQueries({ queryKey: [api('/rule-vocabulary')] });
      navigate(page(`/segments/${made.name}`));
    },
  });
  return (
    <>
      {keep.error && <ProblemView error={keep.error} />}
      <Button kind="primary" busy={keep.isPending} disabled={disabled} onClick={() => keep.mutate()}>
        {t('lookalike.keep')}
      </Button>
    </>
  );
}
