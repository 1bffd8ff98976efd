/** Sets up or changes a scheduled export: how often, at what hour of the brand's zone, of what content, kept how long. */

import { useQueryClient } from '@tanstack/react-query';
import { post, put } from '../../../api/client';
import type { SegmentExport } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Radios } from '../../../ui/Checkbox';
import { Field } from '../../../ui/Field';
import { FormDialog } from '../../../ui/FormDialog';
import { NumberInput } from '../../../ui/NumberInput';
import { PlainSelect } from '../../../ui/PlainSelect';
import { toast } from '../../../ui/toasts';
import { useForm } from '../../../ui/useForm';
import { HOURS, type Timing, WEEKDAYS } from './timing';

type Props = { segment: string; one?: SegmentExport; onClose: () => void };
type Typed = {
  every: SegmentExport['every'];
  hour: number;
  weekday: number;
  content: SegmentExport['content'];
  keep: number;
};

const MOST_DAYS = 90;

export default function ScheduleDialog({ segment, one, onClose }: Props) {
  const { t } = useTranslation();
  const { api, can, workspace } = useAccess();
  const queries = useQueryClient();
  const form = useForm<Typed>(
    {
      every: one?.every ?? 'day',
      hour: one?.hour ?? 8,
      weekday: one?.weekday ?? 1,
      content: one?.content ?? 'masked',
      keep: one?.keep_days ?? 14,
    },
    ({ keep }) => ({ keep: keep > MOST_DAYS && t('exports.needDays', { most: MOST_DAYS }) }),
    async (typed) => {
      const body = { ...timingOf(typed), content: typed.content, keep_days: typed.keep };
      if (one) await put(api(`/segment-exports/${one.id}`), body);
      else await post(api('/segment-exports'), { ...body, segment });
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [api('/segment-exports')] });
      onClose();
    },
  );
  const { typed, errors, set } = form;
  const contents = (['masked', 'full'] as const).filter((value) => value === 'masked' || can('members.reveal'));
  return (
    <FormDialog title={t(one ? 'exports.change' : 'exports.new')} act={t('parts.save')} form={form} onClose={onClose}>
      <Radios
        label={t('exports.often')}
        value={typed.every}
        options={(['hour', 'day', 'week'] as const).map((value) => ({ value, label: t(`exports.everyIs.${value}`) }))}
        onChange={(every) => set({ every })}
      />
      {typed.every !== 'hour' && (
        <div className="row export-times">
          {typed.every === 'week' && (
            <Field label={t('exports.weekday')}>
              {({ id }) => (
                <PlainSelect
                  id={id}
                  value={String(typed.weekday)}
                  options={WEEKDAYS.map((day) => ({ value: String(day), label: t(`exports.weekdays.${day}`) }))}
                  onChange={(day) => set({ weekday: Number(day) })}
                />
              )}
            </Field>
          )}
          <Field label={t('exports.hour')} hint={t('exports.zone', { zone: workspace.zone })}>
            {({ id }) => (
              <PlainSelect
                id={id}
                value={String(typed.hour)}
                options={HOURS.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))}
                onChange={(hour) => set({ hour: Number(hour) })}
              />
            )}
          </Field>
        </div>
      )}
      <Radios
        label={t('exports.content')}
        value={typed.content}
        options={contents.map((value) => ({ value, label: t(`exports.contentAbout.${value}`) }))}
        hint={t(typed.content === 'full' ? 'exports.fullHint' : 'exports.maskedHint')}
        onChange={(content) => set({ content })}
      />
      <Field label={t('exports.keepDays')} error={errors.keep}>
        {() => (
          <NumberInput
            whole
            className="short"
            label={t('exports.keepDays')}
            min={1}
            unit={t('exports.dayUnit')}
            value={typed.keep}
            onChange={(keep) => set({ keep })}
          />
        )}
      </Field>
      <p className="field-hint">{t('exports.about')}</p>
    </FormDialog>
  );
}

/** What the chosen rhythm takes and nothing more: the API refuses an hour that means nothing. */
function timingOf({ every, hour, weekday }: Typed): Timing {
  if (every === 'hour') return { every };
  return every === 'day' ? { every, hour } : { every, hour, weekday };
}
