/** Where a raw tag's value is delivered: an attribute, the newest event, or the answer to a survey's question. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Page, Survey, SurveyRow, TagDocument, TagOrigin, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Combobox } from '../../ui/combobox/Combobox';
import { Field } from '../../ui/Field';
import { PlainSelect } from '../../ui/PlainSelect';

type Props = { document: TagDocument; vocabulary: Vocabulary; onChange: (part: Partial<TagDocument>) => void };
type Kind = 'attribute' | 'did' | 'survey';

const KINDS: Kind[] = ['attribute', 'did', 'survey'];
const FIRST: Record<Kind, TagOrigin> = {
  attribute: { attribute: '' },
  did: { did: 'scanned' },
  survey: { survey: '', question: '' },
};

export function OriginForm({ document, vocabulary, onChange }: Props) {
  const { t } = useTranslation();
  const origin = document.from ?? {};
  const kind = KINDS.find((each) => each in origin) ?? 'attribute';
  const set = (from: TagOrigin) => onChange({ from });
  return (
    <div className="naming tag-origin">
      <Field label={t('tags.originKind')}>
        {(wired) => (
          <PlainSelect<Kind>
            {...wired}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`tags.originIs.${value}`) }))}
            onChange={(value) => set(FIRST[value])}
          />
        )}
      </Field>
      {kind === 'attribute' && <AttributeOrigin origin={origin} vocabulary={vocabulary} onChange={set} />}
      {kind === 'did' && <DidOrigin origin={origin} vocabulary={vocabulary} onChange={set} />}
      {kind === 'survey' && <SurveyOrigin origin={origin} onChange={set} />}
    </div>
  );
}

type Part = { origin: TagOrigin; onChange: (origin: TagOrigin) => void };
type WithWords = Part & { vocabulary: Vocabulary };

function AttributeOrigin({ origin, vocabulary, onChange }: WithWords) {
  const { t } = useTranslation();
  const known = vocabulary.attributes.map(({ name }) => ({
    value: name,
    label: t(`attributes.${name}`, { defaultValue: name }),
  }));
  return (
    <div className="field">
      <span>{t('builder.attributes')}</span>
      <Combobox
        label={t('builder.attributes')}
        value={origin.attribute || null}
        options={known}
        onChange={(attribute) => onChange({ attribute })}
      />
    </div>
  );
}

function DidOrigin({ origin, vocabulary, onChange }: WithWords) {
  const { t } = useTranslation();
  const text = useText();
  const events = vocabulary.facts.filter((fact) => !['ordered', 'refunded'].includes(fact.name));
  const properties = events.find((fact) => fact.name === origin.did)?.properties ?? events[0]?.properties ?? [];
  const texts = properties.filter((each) => each.type === 'text' && !each.name.startsWith('product.'));
  return (
    <>
      <div className="field">
        <span>{t('builder.behaviour')}</span>
        <Combobox
          label={t('builder.behaviour')}
          value={origin.did || null}
          options={events.map((fact) => ({ value: fact.name, label: text(fact.label) }))}
          onChange={(did) => onChange({ ...origin, did })}
        />
      </div>
      <Field label={t('tags.originProperty')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={origin.property ?? ''}
            options={[
              { value: '', label: t('tags.noProperty') },
              ...texts.map((each) => ({ value: each.name, label: text(each.label) })),
            ]}
            onChange={(property) => onChange({ did: origin.did, ...(property ? { property } : {}) })}
          />
        )}
      </Field>
    </>
  );
}

function SurveyOrigin({ origin, onChange }: Part) {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const list = useQuery({
    queryKey: [api('/surveys'), { limit: 200 }],
    queryFn: ({ signal }) => get<Page<SurveyRow>>(api('/surveys'), { limit: 200 }, signal),
  });
  const surveys = list.data?.items ?? [];
  const chosen = surveys.find((each) => each.token === origin.survey);
  const path = api(`/surveys/${chosen?.id}`);
  const one = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Survey>(path, undefined, signal),
    enabled: !!chosen,
  });
  const questions = (one.data?.document.questions ?? []).filter((q) => !['text', 'phone', 'date'].includes(q.type));
  const asked = questions.find((each) => each.name === origin.question);
  const first = { value: '', label: t('tags.choose') };
  return (
    <>
      <Field label={t('tags.survey')} hint={list.data && surveys.length === 0 ? t('tags.noSurveys') : undefined}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={origin.survey ?? ''}
            options={[first, ...surveys.map((each) => ({ value: each.token, label: text(each.title) || each.token }))]}
            onChange={(survey) => onChange({ survey, question: '' })}
          />
        )}
      </Field>
      <Field label={t('tags.question')}>
        {(wired) => (
          <PlainSelect
            {...wired}
            value={origin.question ?? ''}
            options={[
              first,
              ...questions.map((each) => ({ value: each.name, label: text(each.label as never) || each.name })),
            ]}
            onChange={(question) => onChange({ survey: origin.survey, question })}
          />
        )}
      </Field>
      {asked?.choices && asked.choices.length > 0 && (
        <Field label={t('tags.choice')}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={origin.choice ?? ''}
              options={[
                { value: '', label: t('tags.anyChoice') },
                ...(asked.choices ?? []).map((each) => ({
                  value: each.value,
                  label: text(each.label as never) || each.value,
                })),
              ]}
              onChange={(choice) =>
                onChange({ survey: origin.survey, question: origin.question, ...(choice ? { choice } : {}) })
              }
            />
          )}
        </Field>
      )}
    </>
  );
}
