/** A dialog that asks something and sends it; a refusal is shown where it was asked. */

import { type ComponentProps, type ReactNode, useId } from 'react';
import { useTranslation } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { ProblemView } from './ProblemView';

type Form = { props: ComponentProps<'form'>; busy: boolean; refusal: unknown };
type Props = {
  title: string;
  act: string;
  danger?: boolean;
  form: Form;
  onClose: () => void;
  children: ReactNode;
};

export function FormDialog({ title, act, danger, form, onClose, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const foot = (
    <>
      <Button onClick={onClose}>{t('parts.cancel')}</Button>
      <Button kind="primary" type="submit" form={id} danger={danger} busy={form.busy}>
        {act}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} foot={foot}>
      <form id={id} className="stack" {...form.props}>
        {children}
        {form.refusal != null && <ProblemView error={form.refusal} />}
      </form>
    </Dialog>
  );
}
