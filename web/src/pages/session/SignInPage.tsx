/** The door: address and password; a one-time link needs neither. */

import { useEffect } from 'react';
import { post } from '../../api/client';
import { prefer, usePreferences } from '../../app/preferences';
import { useForgetSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input, PasswordInput } from '../../ui/Input';
import { Mark } from '../../ui/Mark';
import { ProblemView } from '../../ui/ProblemView';
import { useForm } from '../../ui/useForm';
import './session.css';

export default function SignInPage() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('session.title')} · Siyu`;
  }, [t]);
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
        <SignInForm />
        <p className="muted small">{t('session.linkHint')}</p>
      </div>
    </main>
  );
}

function SignInForm() {
  const { t } = useTranslation();
  const forget = useForgetSession();
  const form = useForm(
    { email: '', password: '' },
    ({ email, password }) => ({
      email: !email.trim() && t('session.needEmail'),
      password: !password && t('session.needPassword'),
    }),
    async (typed) => {
      await post('/session', typed);
      await forget();
    },
  );
  const { typed, errors, set } = form;
  return (
    <form className="stack" {...form.props}>
      <Field label={t('session.email')} error={errors.email}>
        {(wired) => (
          <Input
            {...wired}
            type="email"
            autoComplete="username"
            autoFocus
            className="large"
            value={typed.email}
            onChange={({ target }) => set({ email: target.value })}
          />
        )}
      </Field>
      <Field label={t('session.password')} error={errors.password}>
        {(wired) => (
          <PasswordInput
            {...wired}
            autoComplete="current-password"
            className="large"
            value={typed.password}
            onChange={({ target }) => set({ password: target.value })}
          />
        )}
      </Field>
      {form.refusal != null && <ProblemView error={form.refusal} />}
      <Button kind="primary" type="submit" className="large" busy={form.busy}>
        {t('session.signIn')}
      </Button>
    </form>
  );
}

function LanguageLink() {
  const { language } = usePreferences();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button kind="link" small lang={other} onClick={() => prefer({ language: other })}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
