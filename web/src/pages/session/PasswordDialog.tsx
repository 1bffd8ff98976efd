/** Sets the user's own password, twice typed. */

import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { put } from '../../api/client';
import { useTranslation } from '../../i18n';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

type Typed = { password: string; again: string };

export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function save({ password }: Typed) {
    setBusy(true);
    setError(null);
    try {
      await put('/session/password', { password });
      toast(t('session.passwordSet'));
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }

  return (
    <Modal
      open
      title={t('session.setPassword')}
      okText={t('parts.save')}
      cancelText={t('parts.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void save(typed)}>
        <Form.Item
          name="password"
          label={t('session.newPassword')}
          rules={[{ required: true, min: 10, message: t('session.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('session.again')}
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value) =>
                value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('session.differ'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
      {error != null && <ProblemView error={error} />}
    </Modal>
  );
}
