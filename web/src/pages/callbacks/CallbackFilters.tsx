/** Narrows the callbacks by event, outcome and channel; all three are kept in the address. */

import type { CallbackSummary } from '../../api/types';
import { useTranslation } from '../../i18n';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';

const OUTCOMES = ['waiting', 'done', 'ignored', 'failed', 'late'];

export function CallbackFilters({ list, summary }: { list: ListState; summary?: CallbackSummary }) {
  const { t } = useTranslation();
  const names = summary?.names.map(({ name }) => name) ?? [];
  const shown = list.value('name') && !names.includes(list.value('name')) ? [list.value('name'), ...names] : names;
  return (
    <>
      <PlainSelect
        label={t('callbacks.outcome')}
        value={list.value('outcome')}
        options={[
          { value: '', label: t('callbacks.everyOutcome') },
          ...OUTCOMES.map((value) => ({ value, label: t(`callbacks.outcomes.${value}`) })),
        ]}
        onChange={(outcome) => list.set({ outcome })}
      />
      <PlainSelect
        label={t('callbacks.event')}
        value={list.value('name')}
        options={[
          { value: '', label: t('callbacks.everyEvent') },
          ...shown.map((value) => ({ value, label: eventWords(t, value) })),
        ]}
        onChange={(name) => list.set({ name })}
      />
      <PlainSelect
        label={t('callbacks.channel')}
        value={list.value('channel')}
        options={[
          { value: '', label: t('callbacks.everyChannel') },
          ...(summary?.channels ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(channel) => list.set({ channel })}
      />
    </>
  );
}

/** Return an event's name in words; one that nobody knows keeps the platform's own. */
export function eventWords(t: (key: string, options: { defaultValue: string }) => string, name: string): string {
  return t(`callbacks.events.${name.replaceAll('.', '_')}`, { defaultValue: name });
}
