/** Says that an order was claimed for the member later, and takes that back. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { OrderClaim } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { ProblemView } from '../../ui/ProblemView';

export function Claimed({ claim }: { claim: number }) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => post<OrderClaim>(api(`/order-claims/${claim}/undoings`)),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div className="row">
      <span className="chip">{t('unidentified.claimed')}</span>
      {can('orders.claim') && (
        <Button small busy={undo.isPending} onClick={() => undo.mutate()}>
          {t('unidentified.undo')}
        </Button>
      )}
      {undo.error && <ProblemView error={undo.error} />}
    </div>
  );
}
