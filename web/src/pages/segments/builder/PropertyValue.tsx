/** The value of a fact's property: texts are looked up among those the facts have. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../../api/client';
import type { PropertyValue as Found, Page, ValueType } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useText, useTranslation } from '../../../i18n';
import { Combobox } from '../../../ui/combobox/Combobox';
import { ManyCombobox } from '../../../ui/combobox/ManyCombobox';
import { formatNumber } from '../../../ui/format';
import { useDebounced } from '../../../ui/useDebounced';
import { shapeFor } from '../rule/comparison';
import { PlainValue } from './PlainValue';

type Props = {
  property: string;
  op: string;
  type: ValueType;
  value: unknown;
  disabled?: boolean;
  onChange: (value: unknown) => void;
};

export function PropertyValue(props: Props) {
  const lookedUp = props.type === 'text' && ['eq', 'ne', 'in'].includes(props.op);
  return lookedUp ? <LookedUp {...props} /> : <PlainValue {...props} />;
}

function LookedUp({ property, op, value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [typed, setTyped] = useState('');
  const query = usePropertyValues(property, useDebounced(typed, 250));
  const fitted = shapeFor(op, value);
  const options = (query.data ?? []).map((found) => ({
    value: String(found.value),
    label: text(found.label) || String(found.value),
    note: found.count ? formatNumber(found.count) : undefined,
  }));
  // A value nobody has (yet) may still be meant: what is typed can be chosen as it is.
  const wanted = typed.trim();
  if (wanted && !options.some((option) => option.value === wanted || option.label === wanted))
    options.push({ value: wanted, label: wanted, note: t('builder.asTyped') });
  const shared = {
    label: t('builder.value'),
    placeholder: t('builder.searchValues'),
    disabled,
    busy: query.isFetching,
    options,
    onSearch: setTyped,
  };
  return op === 'in' ? (
    <ManyCombobox {...shared} className="rule-values" values={(fitted as unknown[]).map(String)} onChange={onChange} />
  ) : (
    <Combobox {...shared} className="rule-value" value={String(fitted ?? '')} onChange={onChange} />
  );
}

function usePropertyValues(property: string, search: string) {
  const { api } = useAccess();
  const path = api('/property-values');
  return useQuery({
    queryKey: [path, property, search],
    queryFn: async ({ signal }) => {
      const found = await get<Found[] | Page<Found>>(path, { property, search }, signal);
      return Array.isArray(found) ? found : found.items;
    },
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
}
