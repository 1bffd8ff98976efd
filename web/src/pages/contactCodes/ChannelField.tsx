/** Chooses one of the brand's WeCom channels by its name. */

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get } from '../../api/client';
import type { CallbackSummary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { PlainSelect } from '../../ui/PlainSelect';

type Props = { value: string; error?: string | false; disabled?: boolean; onChange: (name: string) => void };

export function ChannelField({ value, error, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/callback-summary');
  const summary = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<CallbackSummary>(path, undefined, signal),
  });
  const names = (summary.data?.channels ?? []).filter(({ kind }) => kind === 'wecom').map(({ name }) => name);
  const shown = value && !names.includes(value) ? [value, ...names] : names;
  const only = names.length === 1 ? names[0] : undefined;
  useEffect(() => {
    if (only && !value && !disabled) onChange(only);
  }, [only, value, disabled, onChange]);
  return (
    <Field label={t('contactCodes.channel')} hint={names.length === 0 && t('contactCodes.noChannel')} error={error}>
      {(wired) => (
        <PlainSelect
          {...wired}
          disabled={disabled}
          value={value}
          options={[
            { value: '', label: t('contactCodes.chooseChannel') },
            ...shown.map((name) => ({ value: name, label: name })),
          ]}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
