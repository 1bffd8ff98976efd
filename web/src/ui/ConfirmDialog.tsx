/** Asks before something that cannot be taken back; a refusal is shown where it was asked. */

import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n';
import { ProblemView } from './ProblemView';

type Props = {
  title: string;
  about: ReactNode;
  act: string;
  danger?: boolean;
  onAct: () => Promise<unknown>;
  onClose: () => void;
};

export default function ConfirmDialog({ title, about, act, danger, onAct, onClose }: Props) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  async function confirm() {
    setBusy(true);
    setError(null);
    try {
      await onAct();
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={act}
      cancelText={t('parts.cancel')}
      okButtonProps={{ danger }}
      confirmLoading={busy}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{about}</p>
        {error != null && <ProblemView error={error} />}
      </div>
    </Modal>
  );
}
