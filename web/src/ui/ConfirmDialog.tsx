/** Asks before something that cannot be taken back. */

import type { ReactNode } from 'react';
import { FormDialog } from './FormDialog';
import { useForm } from './useForm';

type Props = {
  title: string;
  about: ReactNode;
  act: string;
  danger?: boolean;
  onAct: () => Promise<unknown>;
  onClose: () => void;
};

export default function ConfirmDialog({ about, onAct, ...dialog }: Props) {
  const form = useForm(
    {},
    () => ({}),
    () => onAct().then(dialog.onClose),
  );
  return (
    <FormDialog {...dialog} form={form}>
      <p>{about}</p>
    </FormDialog>
  );
}
