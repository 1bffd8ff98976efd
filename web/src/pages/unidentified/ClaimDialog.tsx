/** Asks whose order it is: by phone, card or member number. */

import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { OrderClaim, UnclaimedOrder } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { formatInstant } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Money } from '../../ui/numbers';
import { useForm } from '../../ui/useForm';

type Props = { order: UnclaimedOrder; onClose: () => void };

export default function ClaimDialog({ order, onClose }: Props) {
  const { t } = useTranslation();
  const { api, workspace } = useAccess();
  const queries = useQueryClient();
  const form = useForm(
    { member: '' },
    ({ member }) => ({ member: !member.trim() && t('unidentified.needMember') }),
    async ({ member }) => {
      await post<OrderClaim[]>(api('/order-claims'), { order_keys: [order.key], member: member.trim() });
      await queries.invalidateQueries();
      onClose();
    },
  );
  return (
    <FormDialog
      title={t('unidentified.claimTitle', { key: order.key })}
      act={t('unidentified.claim')}
      form={form}
      onClose={onClose}
    >
      <p className="muted">
        {formatInstant(order.occurred_at, workspace.zone)} · <Money minor={order.sales_minor} />
      </p>
      <Field label={t('unidentified.member')} hint={t('unidentified.memberHint')} error={form.errors.member}>
        {(wired) => (
          <Input
            {...wired}
            autoComplete="off"
            value={form.typed.member}
            onChange={({ target }) => form.set({ member: target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
