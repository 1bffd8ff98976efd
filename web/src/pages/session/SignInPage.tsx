/** The door: address and password; a one-time link needs neither. */

import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { post } from '../../api/client';
import { prefer, usePreferences } from '../../app/preferences';
import { useForgetSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Mark } from '../../ui/Mark';
import { ProblemView } from '../../ui/ProblemView';

type Typed = { email: string; password: string };

export default function SignInPage() {
  const { t } = useTranslation();
  const forget = useForgetSession();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t('session.title')} · Siyu`;
  }, [t]);

  async function signIn(typed: Typed) {
    setBusy(true);
    setError(null);
    try {
      await post('/session', typed);
      await forget();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className="door">
      <div className="door-sheet">
        <div className="door-brand">
          <Mark />
          <strong>Siyu</strong>
          <span className="spring" />
          <LanguageLink />
        </div>
        <h1>{t('session.title')}</h1>
        <p className="muted">{t('session.lead')}</p>
        <Form<Typed> layout="vertical" requiredMark={false} onFinish={(typed) => void signIn(typed)}>
          <Form.Item
            name="email"
            label={t('session.email')}
            rules={[{ required: true, message: t('session.needEmail') }]}
          >
            <Input type="email" autoComplete="username" size="large" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('session.password')}
            rules={[{ required: true, message: t('session.needPassword') }]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          {error != null && <ProblemView error={error} />}
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('session.signIn')}
          </Button>
        </Form>
        <p className="muted small">{t('session.linkHint')}</p>
      </div>
    </main>
  );
}

function LanguageLink() {
  const { language } = usePreferences();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button type="link" size="small" lang={other} onClick={() => prefer({ language: other })}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
