/** Adds a user and hands back the one-time link by which they first sign in. */

import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { post } from '../../api/client';
import type { Role } from '../../api/types';
import { ROLES } from '../../app/roles';
import { useTranslation } from '../../i18n';
import { ProblemView } from '../../ui/ProblemView';

type Typed = { email: string; name?: string; role: Role };

export default function InviteDialog({ path, onClose }: { path: string; onClose: (link?: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function invite(typed: Typed) {
    setBusy(true);
    setError(null);
    try {
      const made = await post<{ login_link: string }>(path, { name: '', ...typed });
      await queries.invalidateQueries({ queryKey: [path] });
      onClose(made.login_link);
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }

  return (
    <Modal
      open
      title={t('users.invite')}
      okText={t('users.invite')}
      cancelText={t('parts.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={() => onClose()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'operator' }}
        onFinish={(typed) => void invite(typed)}
      >
        <Form.Item
          name="email"
          label={t('session.email')}
          rules={[{ required: true, type: 'email', message: t('session.needEmail') }]}
        >
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={t('users.name')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('users.role')}>
          <Radio.Group className="stack">
            {ROLES.map((role) => (
              <Radio key={role} value={role}>
                {t(`roles.${role}`)} <span className="muted">{t(`roles.about.${role}`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      </Form>
      {error != null && <ProblemView error={error} />}
    </Modal>
  );
}
