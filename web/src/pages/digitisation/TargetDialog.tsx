/** Asks what the two rates shall reach and from which day on; shows the targets set so far. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../api/client';
import type { Digitisation, Target } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { formatActor, formatDay, formatRate } from '../../ui/format';
import { Input } from '../../ui/Input';
import { NumberInput } from '../../ui/NumberInput';
import { PlainSelect } from '../../ui/PlainSelect';
import { useForm } from '../../ui/useForm';

const METRICS = ['member_share', 'online_rate'] as const;
type Metric = (typeof METRICS)[number];
type Typed = { metric: Metric; percent: number; since_on: string };
type Props = { targets: Digitisation['targets']; today: string; onClose: () => void };

export default function TargetDialog({ targets, today, onClose }: Props) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/digitisation/targets');
  const queries = useQueryClient();
  const form = useForm<Typed>(
    { metric: 'member_share', percent: targets.member_share * 100, since_on: today },
    ({ since_on }) => ({ since_on: !since_on && t('digitisation.needDay') }),
    async ({ metric, percent, since_on }) => {
      await post<Target>(path, { metric, rate: percent / 100, since_on });
      await queries.invalidateQueries();
      onClose();
    },
  );
  const { typed, errors, set } = form;
  return (
    <FormDialog title={t('digitisation.setTarget')} act={t('parts.save')} form={form} onClose={onClose}>
      <Field label={t('digitisation.metric')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={typed.metric}
            options={METRICS.map((value) => ({ value, label: t(`digitisation.${value}`) }))}
            onChange={(metric) => set({ metric, percent: targets[metric] * 100 })}
          />
        )}
      </Field>
      <Field label={t('digitisation.rate')}>
        {() => (
          <NumberInput
            key={typed.metric}
            label={t('digitisation.rate')}
            value={typed.percent}
            min={0}
            unit="%"
            onChange={(percent) => set({ percent })}
          />
        )}
      </Field>
      <Field label={t('digitisation.since')} error={errors.since_on}>
        {(wired) => (
          <Input
            {...wired}
            type="date"
            value={typed.since_on}
            onChange={({ target }) => set({ since_on: target.value })}
          />
        )}
      </Field>
      <History path={path} />
    </FormDialog>
  );
}

function History({ path }: { path: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Target[]>(path, undefined, signal) });
  if (!query.data?.length) return <p className="muted">{t('digitisation.noTargets')}</p>;
  return (
    <ul className="plain muted">
      {query.data.map((one) => (
        <li key={one.made_at}>
          {t('digitisation.was', {
            metric: t(`digitisation.${one.metric}`),
            rate: formatRate(one.rate),
            day: formatDay(one.since_on),
            by: formatActor(one.by),
          })}
        </li>
      ))}
    </ul>
  );
}
