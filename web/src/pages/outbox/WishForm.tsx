/** What is said, to whom and by what: the fields of a send. */

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import type { MessageTemplateRow, MessageTransport, Page, SegmentRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Radios } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import './outbox.css';
import type { Typed } from './wish';

type Props = { typed: Typed; onChange: (part: Partial<Typed>) => void };

export function WishForm({ typed, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { can, page } = useAccess();
  const segments = useChoices<Page<SegmentRow>>('/segments?limit=200')?.items ?? [];
  const transports = useChoices<MessageTransport[]>('/transports');
  const templates = useChoices<Page<MessageTemplateRow>>('/templates?limit=200', can('templates.view'))?.items ?? [];
  const choose = { value: '', label: t('outbox.choose') };
  if (transports?.length === 0) {
    return (
      <p>
        {t('outbox.noTransports')} <Link to={page('/channels')}>{t('nav.channels')}</Link>
      </p>
    );
  }
  return (
    <>
      <Field label={t('outbox.name')}>
        {(wired) => (
          <Input
            {...wired}
            maxLength={100}
            value={typed.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label={t('outbox.audience')}>
        {({ id }) => (
          <PlainSelect
            id={id}
            value={typed.segment}
            options={[choose, ...segments.map(({ name, label }) => ({ value: name, label: text(label) || name }))]}
            onChange={(segment) => onChange({ segment })}
          />
        )}
      </Field>
      <Field label={t('outbox.transport')}>
        {({ id }) => (
          <PlainSelect
            id={id}
            value={typed.transport}
            options={[choose, ...(transports ?? []).map((one) => ({ value: one.name, label: text(one.label) }))]}
            onChange={(transport) => onChange({ transport })}
          />
        )}
      </Field>
      <Field label={t('outbox.what')}>
        {({ id }) => (
          <PlainSelect
            id={id}
            value={typed.template}
            options={[
              { value: '', label: t('outbox.givenWords') },
              ...templates.map(({ name, label }) => ({ value: name, label: text(label) || name })),
            ]}
            onChange={(template) => onChange({ template })}
          />
        )}
      </Field>
      {!typed.template && <Words typed={typed} onChange={onChange} />}
    </>
  );
}

function Words({ typed, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t('outbox.words')}>
        {(wired) => (
          <textarea
            {...wired}
            className="input outbox-words"
            rows={3}
            maxLength={2_000}
            value={typed.text}
            onChange={({ target }) => onChange({ text: target.value })}
          />
        )}
      </Field>
      <Radios
        label={t('outbox.class')}
        value={typed.content_class}
        options={(['marketing', 'service'] as const).map((value) => ({ value, label: t(`outbox.classes.${value}`) }))}
        onChange={(content_class) => onChange({ content_class })}
      />
    </>
  );
}

function useChoices<T>(path: string, enabled = true): T | undefined {
  const asked = useAccess().api(path);
  return useQuery({ queryKey: [asked], queryFn: ({ signal }) => get<T>(asked, undefined, signal), enabled }).data;
}
