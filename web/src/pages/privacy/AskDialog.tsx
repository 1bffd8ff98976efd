/** Asks for an export or an erasure; an erasure shows what goes and wants the member's number typed. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../api/client';
import type { PersonalData, PrivacyRequest } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Radios } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { Loaded } from '../../ui/Loaded';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';
import { StoreTable } from './Receipt';

type Kind = PrivacyRequest['kind'];
type Typed = { kind: Kind; member: string; confirmed: string };
type Props = { path: string; member: string; onClose: () => void };

const NUMBER = /^[1-9]\d{0,9}$/;

export default function AskDialog({ path, member, onClose }: Props) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const queries = useQueryClient();
  const form = useForm<Typed>(
    { kind: 'export', member, confirmed: '' },
    (typed) => ({
      member: !NUMBER.test(typed.member.trim()) && t('privacy.needNumber'),
      confirmed: typed.kind === 'erasure' && !typed.confirmed.trim() && t('privacy.needConfirmed'),
    }),
    async ({ kind, member: number, confirmed }) => {
      await post(path, { kind, member_id: Number(number), confirmed });
      toast(t('privacy.asked'));
      await queries.invalidateQueries({ queryKey: [path] });
      onClose();
    },
  );
  const { typed, errors, set } = form;
  const isErasure = typed.kind === 'erasure';
  const kinds = (['export', 'erasure'] as Kind[]).filter((kind) =>
    can(kind === 'export' ? 'privacy.export' : 'privacy.erase'),
  );
  const act = isErasure ? t('privacy.eraseForEver') : t('privacy.makeFile');
  return (
    <FormDialog title={t('privacy.ask')} act={act} danger={isErasure} form={form} onClose={onClose}>
      <Field label={t('privacy.member')} error={errors.member} hint={t('privacy.memberHint')}>
        {(wired) => (
          <Input
            {...wired}
            inputMode="numeric"
            autoComplete="off"
            className="short"
            value={typed.member}
            onChange={({ target }) => set({ member: target.value, confirmed: '' })}
          />
        )}
      </Field>
      <Radios
        label={t('privacy.kind')}
        value={typed.kind}
        options={kinds.map((value) => ({ value, label: t(`privacy.about.${value}`) }))}
        onChange={(kind) => set({ kind })}
      />
      {isErasure && NUMBER.test(typed.member.trim()) && <WhatGoes member={typed.member.trim()} />}
      {isErasure && (
        <Field label={t('privacy.confirm')} error={errors.confirmed} hint={t('privacy.confirmHint')}>
          {(wired) => (
            <Input
              {...wired}
              autoComplete="off"
              className="short"
              value={typed.confirmed}
              onChange={({ target }) => set({ confirmed: target.value })}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}

function WhatGoes({ member }: { member: string }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api(`/members/${member}/personal-data`);
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<PersonalData>(path, undefined, signal) });
  return (
    <Loaded query={query} rows={4}>
      {({ member_id, ids, stores }) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="what-goes" tabIndex={0} aria-label={t('privacy.fate')}>
          <p>{t('privacy.whatGoes', { id: member_id, count: ids })}</p>
          <StoreTable stores={stores} isErasure />
        </section>
      )}
    </Loaded>
  );
}
