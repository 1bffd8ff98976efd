/** Shows something that is shown only once, with a way to copy it. */

import { CopyOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Space } from 'antd';
import { useTranslation } from '../i18n';
import { toast } from './toasts';

type Props = { title: string; about: string; secret: string; onClose: () => void };

export default function SecretDialog({ title, about, secret, onClose }: Props) {
  const { t } = useTranslation();
  async function copy() {
    // Without a secure context there is no clipboard: the field is selected so that the keyboard can copy it.
    await navigator.clipboard?.writeText(secret).then(() => toast(t('parts.copied')));
  }
  return (
    <Modal
      open
      title={title}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('parts.close')}</Button>}
    >
      <div className="stack">
        <p>{about}</p>
        <Space.Compact block>
          <Input
            readOnly
            aria-label={title}
            className="mono"
            value={secret}
            onFocus={({ target }) => target.select()}
          />
          <Button icon={<CopyOutlined />} onClick={() => void copy()}>
            {t('parts.copy')}
          </Button>
        </Space.Compact>
      </div>
    </Modal>
  );
}
