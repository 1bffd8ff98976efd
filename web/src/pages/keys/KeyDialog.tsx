/** Makes an API key; its secret is handed back once. */

import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { post } from '../../api/client';
import type { NewApiKey, Role } from '../../api/types';
import { useTranslation } from '../../i18n';
import { ProblemView } from '../../ui/ProblemView';

const ROLES: Role[] = ['analyst', 'operator', 'owner'];

export default function KeyDialog({ path, onClose }: { path: string; onClose: (secret?: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ name: string; role: Role }>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function make(typed: { name: string; role: Role }) {
    setBusy(true);
    setError(null);
    try {
      const made = await post<NewApiKey>(path, typed);
      await queries.invalidateQueries({ queryKey: [path] });
      onClose(made.secret);
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }

  return (
    <Modal
      open
      title={t('keys.make')}
      okText={t('keys.make')}
      cancelText={t('parts.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={() => onClose()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'analyst' }}
        onFinish={(typed) => void make(typed)}
      >
        <Form.Item name="name" label={t('keys.name')} rules={[{ required: true, message: t('keys.needName') }]}>
          <Input autoComplete="off" placeholder={t('keys.nameHint')} />
        </Form.Item>
        <Form.Item name="role" label={t('users.role')} extra={t('keys.roleAbout')}>
          <Select options={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))} />
        </Form.Item>
      </Form>
      {error != null && <ProblemView error={error} />}
    </Modal>
  );
}
