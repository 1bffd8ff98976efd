/** Asks for pictures or sheets of a range of codes, drawn in the background. */

import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { post } from '../../api/client';
import type { CodeBatch } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { formatNumber } from '../../ui/format';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { useForm } from '../../ui/useForm';

const FORMS = ['pdf', 'svg', 'png'] as const;
const PAPERS = ['A4', 'A3', 'A5', 'Letter'] as const;
const MOST = 20_000;

type Typed = {
  form: (typeof FORMS)[number];
  first: string;
  last: string;
  paper: (typeof PAPERS)[number];
  columns: string;
  rows: string;
  caption: string;
};
type Props = { batch: CodeBatch; path: string; onClose: () => void };

export default function PrintDialog({ batch, path, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [, setParams] = useSearchParams();
  const last = String(Math.min(batch.count, 240));
  const form = useForm<Typed>(
    { form: 'pdf', first: '1', last, paper: 'A4', columns: '4', rows: '6', caption: batch.name.slice(0, 60) },
    (typed) => ({
      first: !isBetween(typed.first, 1, batch.count) && t('codes.badNumber', { count: formatNumber(batch.count) }),
      last:
        (!isBetween(typed.last, Number(typed.first), batch.count) &&
          t('codes.badNumber', { count: formatNumber(batch.count) })) ||
        (Number(typed.last) - Number(typed.first) >= MOST && t('codes.tooMany', { most: formatNumber(MOST) })),
      columns: typed.form === 'pdf' && !isBetween(typed.columns, 1, 20) && t('codes.badColumns'),
      rows: typed.form === 'pdf' && !isBetween(typed.rows, 1, 30) && t('codes.badRows'),
    }),
    async ({ form: kind, paper, caption, ...numbers }) => {
      const sheet = { paper, columns: Number(numbers.columns), rows: Number(numbers.rows), caption: caption.trim() };
      const range = { first: Number(numbers.first), last: Number(numbers.last) };
      await post(`${path}/prints`, { form: kind, ...range, ...(kind === 'pdf' ? sheet : {}) });
      await queries.invalidateQueries({ queryKey: [`${path}/prints`] });
      setParams({ tab: 'prints' }, { replace: true });
      onClose();
    },
  );
  const { typed, errors, set } = form;
  const number = (key: 'first' | 'last' | 'columns' | 'rows') => (
    <Field label={t(`codes.${key}`)} error={errors[key]}>
      {(wired) => (
        <Input
          {...wired}
          inputMode="numeric"
          value={typed[key]}
          onChange={({ target }) => set({ [key]: target.value.trim() })}
        />
      )}
    </Field>
  );
  return (
    <FormDialog title={t('codes.print')} act={t('codes.draw')} form={form} onClose={onClose}>
      <div className="code-form">
        <Field label={t('codes.form')} hint={t(`codes.formHint.${typed.form}`)}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={typed.form}
              options={FORMS.map((value) => ({ value, label: t(`codes.forms.${value}`) }))}
              onChange={(kind) => set({ form: kind })}
            />
          )}
        </Field>
        {typed.form === 'pdf' && (
          <Field label={t('codes.paper')}>
            {(wired) => (
              <PlainSelect
                {...wired}
                value={typed.paper}
                options={PAPERS.map((value) => ({ value, label: value }))}
                onChange={(paper) => set({ paper })}
              />
            )}
          </Field>
        )}
        {number('first')}
        {number('last')}
        {typed.form === 'pdf' && number('columns')}
        {typed.form === 'pdf' && number('rows')}
      </div>
      {typed.form === 'pdf' && (
        <Field label={t('codes.caption')} hint={t('codes.captionHint')}>
          {(wired) => (
            <Input
              {...wired}
              maxLength={60}
              value={typed.caption}
              onChange={({ target }) => set({ caption: target.value })}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}

const isBetween = (typed: string, least: number, most: number) =>
  /^\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
