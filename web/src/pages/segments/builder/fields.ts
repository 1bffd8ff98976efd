/** The fields of the builder in groups, in the words of the user; fields of the rule that are unknown here are kept. */

import type { TFunction } from 'i18next';
import type { Text, Vocabulary } from '../../../api/types';
import { type Condition, fieldName, type Group } from '../rule/model';

type Field = { name: string; value: string; label: string };
type FieldGroup = { label: string; options: Field[] };
type Reader = (text: Text | string | null | undefined) => string;

const field = (name: string, label: string): Field => ({ name, value: name, label });

export function fieldGroups(vocabulary: Vocabulary, group: Group, t: TFunction, text: Reader): FieldGroup[] {
  const groups = [
    { label: t('builder.behaviour'), options: factFields(vocabulary, t, text) },
    ...featureGroups(vocabulary, t, text),
    { label: t('builder.attributes'), options: attributeFields(vocabulary, t) },
    { label: t('builder.sets'), options: setFields(vocabulary, t) },
  ].filter(({ options }) => options.length > 0);
  const known = new Set(groups.flatMap(({ options }) => options.map(({ name }) => name)));
  const unknown = fieldsOf(group).filter((name) => !known.has(name));
  const kept = [...new Set(unknown)].map((name) =>
    field(name, name === 'yaml' ? t('builder.yamlOnly') : fieldName(name)),
  );
  return kept.length ? [...groups, { label: t('builder.others'), options: kept }] : groups;
}

function factFields(vocabulary: Vocabulary, t: TFunction, text: Reader): Field[] {
  return vocabulary.facts.flatMap((fact) => {
    const label = text(fact.label);
    const measurable = fact.properties.length > 0;
    return [
      field(`did:${fact.name}`, label),
      ...(measurable ? [field(`measure:${fact.name}`, t('builder.measureOf', { fact: label }))] : []),
    ];
  });
}

function featureGroups(vocabulary: Vocabulary, t: TFunction, text: Reader): FieldGroup[] {
  const names = [...new Set(vocabulary.features.map((feature) => feature.group))];
  return names.map((name) => ({
    label: `${t('builder.features')} · ${t(`groups.${name}`, { defaultValue: name })}`,
    options: vocabulary.features
      .filter((feature) => feature.group === name)
      .map((feature) => field(`feature:${feature.name}`, text(feature.label))),
  }));
}

function attributeFields(vocabulary: Vocabulary, t: TFunction): Field[] {
  return vocabulary.attributes.map(({ name }) =>
    field(`attribute:${name}`, t(`attributes.${name}`, { defaultValue: name })),
  );
}

function setFields(vocabulary: Vocabulary, t: TFunction): Field[] {
  return [
    ...(vocabulary.segments.length ? [field('segment', t('builder.segment'))] : []),
    ...(vocabulary.channels.length ? [field('reachable', t('builder.reachable'))] : []),
  ];
}

function fieldsOf(group: Group): string[] {
  return group.rules.flatMap((part) => ('rules' in part ? fieldsOf(part as Group) : [(part as Condition).field]));
}
