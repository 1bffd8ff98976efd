/** The one line: in how many days who did what with which product how often, can be reached how, and agreed to what. */

import type { FindAnswer, Vocabulary } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { NumberInput } from '../../ui/NumberInput';
import { PlainSelect } from '../../ui/PlainSelect';
import { Segmented } from '../../ui/Segmented';
import { useSegments } from '../behaviour/useSegments';
import type { Asked } from './asked';
import { ProductSearch } from './ProductSearch';

const DAYS = [7, 30, 90, 365, 0];
const PURPOSES = ['profiling', 'sharing'];

type Props = {
  asked: Asked;
  vocabulary: Vocabulary;
  known: FindAnswer['what'];
  onChange: (change: Partial<Asked>) => void;
};

export function Conditions({ asked, vocabulary, known, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const segments = useSegments().data?.items ?? [];
  const channels = vocabulary.channels.map((each) => ({ value: each.name, label: text(each.label) }));
  const days = DAYS.includes(asked.within) ? DAYS : [asked.within, ...DAYS];
  const consents = [
    ...vocabulary.channels.map((each) => ({
      value: `marketing.${each.name}`,
      label: t('find.offersBy', { channel: text(each.label) }),
    })),
    ...PURPOSES.map((value) => ({ value, label: t(`find.purposes.${value}`) })),
  ];
  return (
    <div className="find-line">
      <Part name={t('find.within')}>
        <Segmented
          label={t('find.within')}
          value={asked.within}
          options={days.map((value) => ({ value, label: value ? t('find.days', { days: value }) : t('find.ever') }))}
          onChange={(within) => onChange({ within })}
        />
      </Part>
      <Part name={t('find.did')}>
        <PlainSelect
          label={t('find.did')}
          value={asked.did}
          options={withChosen(
            vocabulary.facts.map((each) => ({ value: each.name, label: text(each.label) || each.name })),
            asked.did,
          )}
          onChange={(did) => onChange({ did })}
        />
      </Part>
      <Part name={t('find.what')} wide>
        <ProductSearch asked={asked} known={known} onChange={onChange} />
      </Part>
      <Part name={t('find.times')}>
        <NumberInput
          label={t('find.times')}
          className="find-times"
          value={asked.times}
          min={1}
          whole
          unit={t('find.timesUnit')}
          onChange={(times) => times <= 10_000 && onChange({ times })}
        />
      </Part>
      <Part name={t('find.reachable')}>
        <PlainSelect
          label={t('find.reachable')}
          value={asked.reachable}
          options={[{ value: '', label: t('find.anyway') }, ...withChosen(channels, asked.reachable)]}
          onChange={(reachable) => onChange({ reachable })}
        />
      </Part>
      {vocabulary.leaves.some((leaf) => leaf.name === 'consent') && (
        <Part name={t('find.consent')}>
          <PlainSelect
            label={t('find.consent')}
            value={asked.consent}
            options={[{ value: '', label: t('find.anyway') }, ...withChosen(consents, asked.consent)]}
            onChange={(consent) => onChange({ consent })}
          />
        </Part>
      )}
      <Part name={t('find.segment')}>
        <PlainSelect
          label={t('find.segment')}
          value={asked.segment}
          options={[
            { value: '', label: t('find.noSegment') },
            ...withChosen(
              segments.map((each) => ({ value: each.name, label: text(each.label) || each.name })),
              asked.segment,
            ),
          ]}
          onChange={(segment) => onChange({ segment })}
        />
      </Part>
    </div>
  );
}

type Choice = { value: string; label: string };

/** What came with the address stays a choice, also when nobody knows it. */
function withChosen(options: Choice[], chosen: string): Choice[] {
  return !chosen || options.some((each) => each.value === chosen)
    ? options
    : [...options, { value: chosen, label: chosen }];
}

function Part({ name, wide, children }: { name: string; wide?: boolean; children: React.ReactNode }) {
  return (
    <div className={wide ? 'find-part wide' : 'find-part'}>
      <span className="muted small" aria-hidden>
        {name}
      </span>
      {children}
    </div>
  );
}
