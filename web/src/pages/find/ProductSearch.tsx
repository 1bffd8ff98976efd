/** Products, brands and categories, found by name or number as one types. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import type { FindAnswer, FoundProduct } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ManyCombobox } from '../../ui/combobox/ManyCombobox';
import { formatNumber } from '../../ui/format';
import { useDebounced } from '../../ui/useDebounced';
import { type Asked, choiceOf, chosenIn, fromChoices, type Kind } from './asked';

type Props = { asked: Asked; known: FindAnswer['what']; onChange: (what: Pick<Asked, Kind>) => void };

export function ProductSearch({ asked, known, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [typed, setTyped] = useState('');
  const found = useProducts(useDebounced(typed.trim(), 200));
  const options = (found.data ?? []).map((each) => ({
    value: choiceOf(each.property, each.value),
    label: text(each.label) || each.value,
    group: t(`find.kinds.${each.property.replace('.', '_')}`),
    note: [each.property === 'product.id' ? `${text(each.about)} · ${each.value}` : '', noteOf(each, t)]
      .filter(Boolean)
      .join(' · '),
  }));
  const offered = new Set(options.map((each) => each.value));
  const named = new Map(known.map((each) => [choiceOf(each.property, each.value), nameOf(each, text)]));
  const chosen = chosenIn(asked)
    .filter((value) => !offered.has(value))
    .map((value) => ({
      value,
      label: named.get(value) ?? value.slice(value.indexOf(':') + 1),
      group: t('find.chosen'),
    }));
  return (
    <ManyCombobox
      className="find-what"
      label={t('find.what')}
      placeholder={t('find.whatHint')}
      options={typed ? options : [...options, ...chosen]}
      values={chosenIn(asked)}
      most={50}
      busy={found.isFetching}
      onSearch={setTyped}
      onChange={(choices) => onChange(fromChoices(choices))}
    />
  );
}

function noteOf(each: FoundProduct, t: ReturnType<typeof useTranslation>['t']): string {
  return each.lines ? t('find.sold', { lines: formatNumber(each.lines) }) : '';
}

/** A product's number stands behind its name: many products share one. */
function nameOf(each: FindAnswer['what'][number], text: ReturnType<typeof useText>): string {
  const name = text(each.label) || each.value;
  return each.property === 'product.id' && name !== each.value ? `${name} ${each.value}` : name;
}

function useProducts(search: string) {
  const path = useAccess().api('/product-search');
  return useQuery({
    queryKey: [path, search],
    queryFn: ({ signal }) => get<FoundProduct[]>(path, { search }, signal),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
}
