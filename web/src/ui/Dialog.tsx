/** A dialog before everything else: the browser keeps the focus inside, closes by Escape and gives the focus back. */

import { CloseOutlined } from '@ant-design/icons-svg';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../i18n';
import { Button } from './Button';

type Props = {
  title: string;
  onClose: () => void;
  /** Stays when the page behind is clicked: what it shows cannot be shown again. */
  stays?: boolean;
  wide?: boolean;
  /** As wide as an editor with its YAML beside it. */
  full?: boolean;
  foot?: ReactNode;
  children: ReactNode;
};

/** What has the focus at first: the first field, else the first act of the foot, which is the harmless one. */
const FIRST = '.dialog-body :is(input, select, textarea, button), .dialog-foot button';

export function Dialog({ title, onClose, stays, wide, full, foot, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>(FIRST)?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={['dialog', wide && 'wide', full && 'full'].filter(Boolean).join(' ')}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === dialog.current && !stays && onClose()}
    >
      <div className="dialog-sheet">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <Button kind="text" small icon={CloseOutlined} aria-label={t('parts.close')} onClick={onClose} />
        </div>
        <div className="dialog-body">{children}</div>
        {foot && <div className="dialog-foot">{foot}</div>}
      </div>
    </dialog>
  );
}
