/** What is placed, by which thresholds, and the report. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Quadrants } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { minorPerMajor } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { NumberInput } from '../../ui/NumberInput';
import { useAddress } from '../behaviour/asked';
import { Choice } from '../behaviour/Controls';
import { QuadrantReport } from './QuadrantReport';

const OF = ['department', 'category', 'member'] as const;

export function QuadrantTab({ days }: { days: number }) {
  const { t } = useTranslation();
  const { api, workspace } = useAccess();
  const { value, chosen, put } = useAddress();
  const path = api('/value/quadrant');
  const of = chosen('of', OF, 'department');
  const scale = minorPerMajor(workspace.currency);
  const asked = (name: string) => (value(name) && Number(value(name)) >= 0 ? Number(value(name)) : undefined);
  const [price, frequency] = [asked('price'), asked('frequency')];
  const query = { of, days, price: price === undefined ? undefined : Math.round(price * scale), frequency };
  const report = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Quadrants>(path, query, signal),
    placeholderData: keepPreviousData,
  });
  const own = price !== undefined || frequency !== undefined;
  const shown = report.data;
  return (
    <div className="stack">
      <div className="report-controls">
        <Choice
          label={t('quadrant.of')}
          value={of}
          options={OF.map((each) => ({ value: each, label: t(`quadrant.ofIs.${each}`) }))}
          onChange={(next) => put({ of: next, price: '', frequency: '' })}
        />
        <span className="choice">
          <span className="muted small">{t(`quadrant.priceFrom.${of}`)}</span>
          <NumberInput
            label={t(`quadrant.priceFrom.${of}`)}
            className="day"
            min={0}
            value={price ?? (shown ? shown.price_from_minor / scale : null)}
            onChange={(next) => put({ price: String(next) })}
          />
        </span>
        <span className="choice">
          <span className="muted small">{t('quadrant.frequencyFrom')}</span>
          <NumberInput
            label={t('quadrant.frequencyFrom')}
            className="day"
            min={0}
            value={frequency ?? shown?.frequency_from ?? null}
            onChange={(next) => put({ frequency: String(next) })}
          />
        </span>
        <Button disabled={!own} onClick={() => put({ price: '', frequency: '' })}>
          {t('quadrant.medians')}
        </Button>
      </div>
      <Loaded query={report} rows={12}>
        {(found) => <QuadrantReport found={found} own={own} />}
      </Loaded>
    </div>
  );
}
