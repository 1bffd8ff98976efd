/** The choices above a report: days, segment, comparison, and what members do. */

import type { ReactNode } from 'react';
import { useText, useTranslation } from '../../i18n';
import { PlainSelect } from '../../ui/PlainSelect';
import { useAddress, useAgainst, useVocabulary } from './asked';
import { useSegments } from './useSegments';

export function Controls({ children, canBefore = true }: { children?: ReactNode; canBefore?: boolean }) {
  return (
    <div className="report-controls">
      {children}
      <SegmentSelect />
      <AgainstSelect canBefore={canBefore} />
    </div>
  );
}

/** A select under its name. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <span className="choice">
      <span className="muted small" aria-hidden>
        {props.label}
      </span>
      <PlainSelect {...props} />
    </span>
  );
}

function SegmentSelect() {
  const { t } = useTranslation();
  const text = useText();
  const { value, put } = useAddress();
  const chosen = value('segment');
  const known = useSegments().data?.items ?? [];
  const options = known.map((each) => ({ value: each.name, label: text(each.label) || each.name }));
  if (chosen && !known.some((each) => each.name === chosen)) options.push({ value: chosen, label: chosen });
  return (
    <Choice
      label={t('behaviour.segment')}
      value={chosen}
      options={[{ value: '', label: t('behaviour.everybody') }, ...options]}
      onChange={(segment) => put({ segment, against: '' })}
    />
  );
}

function AgainstSelect({ canBefore }: { canBefore: boolean }) {
  const { t } = useTranslation();
  const { put } = useAddress();
  const { against, choices } = useAgainst(canBefore);
  if (choices.length < 2) return null;
  return (
    <Choice
      label={t('behaviour.against')}
      value={against}
      options={choices.map((value) => ({ value, label: t(`behaviour.againstIs.${value}`) }))}
      onChange={(value) => put({ against: value })}
    />
  );
}

type ActProps = { label: string; name: string; first: string; extra?: string[] };

/** One of what members did at least once, kept in the address under `name`. */
export function ActSelect({ label, name, first, extra = [] }: ActProps) {
  const { t } = useTranslation();
  const text = useText();
  const { value, put } = useAddress();
  const chosen = value(name) || first;
  const facts = useVocabulary().data?.facts ?? [];
  const options = [
    ...extra.map((each) => ({ value: each, label: t(`behaviour.acts.${each}`) })),
    ...facts.filter((each) => each.seen).map((each) => ({ value: each.name, label: text(each.label) || each.name })),
  ];
  if (!options.some((each) => each.value === chosen)) options.push({ value: chosen, label: chosen });
  return <Choice label={label} value={chosen} options={options} onChange={(one) => put({ [name]: one })} />;
}
