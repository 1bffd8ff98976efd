/** Choosing a manual tag and, where it has several, the value to give. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Page, TagRow, TagTerm, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { PlainSelect } from '../../ui/PlainSelect';

/** The tags that are given by hand, with their values; undefined while they are asked for. */
export function useManualTags(): TagTerm[] | undefined {
  const { api } = useAccess();
  const asked = { type: 'manual', limit: 200 };
  const rows = useQuery({
    queryKey: [api('/tags'), asked],
    queryFn: ({ signal }) => get<Page<TagRow>>(api('/tags'), asked, signal),
  });
  const words = useQuery({
    queryKey: [api('/rule-vocabulary')],
    queryFn: ({ signal }) => get<Vocabulary>(api('/rule-vocabulary'), undefined, signal),
    staleTime: 60_000,
  });
  if (!rows.data || !words.data) return undefined;
  const names = new Set(rows.data.items.map((row) => row.name));
  return words.data.tags.filter((tag) => names.has(tag.name));
}

type Typed = { tag: string; value: string };
type Props = {
  tags: TagTerm[] | undefined;
  typed: Typed;
  error?: string | false;
  /** Taking a tag off asks for no value. */
  withoutValue?: boolean;
  onChange: (part: Partial<Typed>) => void;
};

export function ManualTagFields({ tags, typed, error, withoutValue, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const chosen = tags?.find((tag) => tag.name === typed.tag);
  const several = (chosen?.values.length ?? 0) > 1 && !withoutValue;
  function choose(tag: string) {
    const values = tags?.find((each) => each.name === tag)?.values ?? [];
    onChange({ tag, value: values[0]?.value ?? '' });
  }
  return (
    <>
      <Field label={t('tags.one')} error={error} hint={tags?.length === 0 ? t('tags.noManual') : undefined}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={typed.tag}
            options={[
              { value: '', label: t('tags.choose') },
              ...(tags ?? []).map((tag) => ({ value: tag.name, label: text(tag.label) || tag.name })),
            ]}
            onChange={choose}
          />
        )}
      </Field>
      {several && (
        <Field label={t('tags.value')}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={typed.value}
              options={(chosen?.values ?? []).map((each) => ({ value: each.value, label: text(each.label) }))}
              onChange={(value) => onChange({ value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
