/** Asks before letters are sent again or discarded: how many, for which reason, what will happen. */

import { useQueryClient } from '@tanstack/react-query';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import ConfirmDialog from '../../ui/ConfirmDialog';
import { formatNumber } from '../../ui/format';
import { toast } from '../../ui/toasts';
import { type Settling, settle } from './settling';

type Props = { path: string; settling: Settling; onClose: () => void };

export default function SettleDialog({ path, settling, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const queries = useQueryClient();
  const { how, count, message, done } = settling;
  const amount = { count, text: formatNumber(count) };
  async function act() {
    const settled = await settle(path, settling);
    toast(t(`letters.${how}Done`, { count: settled }));
    done?.();
    await queries.invalidateQueries({ queryKey: [path] });
    await queries.invalidateQueries({ queryKey: [api('/inbox')] });
  }
  return (
    <ConfirmDialog
      danger={how === 'discards'}
      title={t(`letters.${how}Title`, amount)}
      about={
        <>
          {message && <strong className="settle-reason">{text(message)}</strong>}
          {t(`letters.${how}About`)}
        </>
      }
      act={t(`letters.${how}Act`, amount)}
      onAct={act}
      onClose={onClose}
    />
  );
}
