/** The fields of the builder in groups, in the words of the user; fields of the rule that are unknown here are kept. */

import type { TFunction } from 'i18next';
import type { Text, Vocabulary } from '../../../api/types';
import type { Option } from '../../../ui/combobox/options';
import { fieldName, type Group, isGroup } from '../rule/model';

type Reader = (text: Text | string | null | undefined) => string;

export function fieldOptions(vocabulary: Vocabulary, group: Group, t: TFunction, text: Reader): Option[] {
  const known = [
    ...named(t('builder.behaviour'), factFields(vocabulary, t, text)),
    ...featureFields(vocabulary, t, text),
    ...named(t('builder.features'), [field('rank', t('builder.rank'))]),
    ...named(t('builder.attributes'), attributeFields(vocabulary, t)),
    ...tagFields(vocabulary, t, text),
    ...named(t('builder.stages'), stageFields(vocabulary, text)),
    ...named(t('builder.sets'), setFields(vocabulary, t)),
  ];
  const unknown = fieldsOf(group).filter((name) => !known.some((option) => option.value === name));
  const kept = [...new Set(unknown)].map((name) =>
    field(name, name === 'yaml' ? t('builder.yamlOnly') : fieldName(name)),
  );
  return [...known, ...named(t('builder.others'), kept)];
}

const field = (value: string, label: string): Option => ({ value, label });
const named = (group: string, options: Option[]): Option[] => options.map((option) => ({ ...option, group }));

function factFields(vocabulary: Vocabulary, t: TFunction, text: Reader): Option[] {
  return vocabulary.facts.flatMap((fact) => {
    const label = text(fact.label);
    const measurable = fact.properties.length > 0;
    return [
      field(`did:${fact.name}`, label),
      ...(measurable ? [field(`measure:${fact.name}`, t('builder.measureOf', { fact: label }))] : []),
    ];
  });
}

function featureFields(vocabulary: Vocabulary, t: TFunction, text: Reader): Option[] {
  return vocabulary.features.map((feature) => ({
    ...field(`feature:${feature.name}`, text(feature.label)),
    group: `${t('builder.features')} · ${t(`groups.${feature.group}`, { defaultValue: feature.group })}`,
  }));
}

function attributeFields(vocabulary: Vocabulary, t: TFunction): Option[] {
  return vocabulary.attributes.map(({ name }) =>
    field(`attribute:${name}`, t(`attributes.${name}`, { defaultValue: name })),
  );
}

function tagFields(vocabulary: Vocabulary, t: TFunction, text: Reader): Option[] {
  return vocabulary.tags.map((tag) => ({
    ...field(`tag:${tag.name}`, text(tag.label) || tag.name),
    group: `${t('builder.tags')} · ${t(`tags.groupIs.${tag.group}`)}`,
  }));
}

function stageFields(vocabulary: Vocabulary, text: Reader): Option[] {
  return vocabulary.stages.map((model) => field(`stage:${model.name}`, text(model.label)));
}

function setFields(vocabulary: Vocabulary, t: TFunction): Option[] {
  return [
    ...(vocabulary.segments.length ? [field('segment', t('builder.segment'))] : []),
    ...(vocabulary.channels.length ? [field('reachable', t('builder.reachable'))] : []),
    ...(vocabulary.consents.length ? [field('consent', t('builder.consent'))] : []),
  ];
}

function fieldsOf(group: Group): string[] {
  return group.rules.flatMap((part) => (isGroup(part) ? fieldsOf(part) : [part.field]));
}
