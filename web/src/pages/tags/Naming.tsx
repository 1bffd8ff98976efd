/** What a tag is called and what it is: labels, name, group, type, owner, expiry and source. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { SourceMatrix, TagDocument, TagType } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { asType, GROUPS, isRuled, RULED, TYPES } from './document';

type Props = {
  document: TagDocument;
  isNew: boolean;
  onChange: (part: Partial<TagDocument>) => void;
  onReplace: (document: TagDocument) => void;
};

const EXPIRIES = ['', '30d', '90d', '180d', '365d'];

export function Naming({ document, isNew, onChange, onReplace }: Props) {
  const { t } = useTranslation();
  const named = (language: 'zh-CN' | 'en', title: string) => (
    <Field label={title}>
      {(wired) => (
        <Input
          {...wired}
          maxLength={100}
          value={document.label?.[language] ?? ''}
          onChange={({ target }) => onChange({ label: { ...document.label, [language]: target.value } })}
        />
      )}
    </Field>
  );
  return (
    <div className="stack">
      <div className="naming tag-naming">
        {named('zh-CN', t('segments.labelZh'))}
        {named('en', t('segments.labelEn'))}
        <Field label={t('tags.name')}>
          {(wired) => (
            <Input
              {...wired}
              className="mono"
              maxLength={64}
              readOnly={!isNew}
              placeholder="price-sensitivity"
              value={document.name}
              onChange={({ target }) => onChange({ name: target.value.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-') })}
            />
          )}
        </Field>
      </div>
      <div className="naming tag-facts">
        <Field label={t('tags.group')}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={document.group}
              options={GROUPS.map((value) => ({ value, label: t(`tags.groupIs.${value}`) }))}
              onChange={(group) => onChange({ group })}
            />
          )}
        </Field>
        <Field label={t('tags.type')} hint={t(`tags.typeAbout.${document.type}`)}>
          {(wired) => (
            <PlainSelect<TagType>
              {...wired}
              disabled={!isNew && !isRuled(document)}
              value={document.type}
              options={(isNew ? TYPES : isRuled(document) ? RULED : [document.type]).map((value) => ({
                value,
                label: t(`tags.typeIs.${value}`),
              }))}
              onChange={(type) => onReplace(asType(document, type))}
            />
          )}
        </Field>
        {document.type !== 'live' && <Expiry document={document} onChange={onChange} />}
        {!['manual', 'model'].includes(document.type) && <SourceField document={document} onChange={onChange} />}
        <Field label={t('tags.owner')}>
          {(wired) => (
            <Input
              {...wired}
              maxLength={100}
              placeholder={t('tags.ownerHint')}
              value={document.owner ?? ''}
              onChange={({ target }) => onChange({ owner: target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}

type Part = Pick<Props, 'document' | 'onChange'>;

function Expiry({ document, onChange }: Part) {
  const { t } = useTranslation();
  const value = document.expires ?? '';
  const choices = EXPIRIES.includes(value) ? EXPIRIES : [...EXPIRIES, value];
  return (
    <Field label={t('tags.expires')}>
      {(wired) => (
        <PlainSelect
          {...wired}
          value={value}
          options={choices.map((one) => ({
            value: one,
            label: one ? t('tags.days', { count: Number.parseInt(one, 10) }) : t('tags.never'),
          }))}
          onChange={(expires) => onChange({ expires })}
        />
      )}
    </Field>
  );
}

/** The sources of the table that give tags of the group. */
function SourceField({ document, onChange }: Part) {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const path = api('/tag-sources');
  const table = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<SourceMatrix>(path, undefined, signal),
    staleTime: 60_000,
  });
  const sources = table.data?.document.sources ?? [];
  const fitting = sources.filter((each) => each.groups.includes(document.group) || each.name === document.source);
  return (
    <Field label={t('tags.source')}>
      {(wired) => (
        <PlainSelect
          {...wired}
          value={document.source ?? ''}
          options={[
            { value: '', label: t('tags.anySource') },
            ...fitting.map((each) => ({ value: each.name, label: text(each.label) })),
          ]}
          onChange={(source) => onChange({ source })}
        />
      )}
    </Field>
  );
}
