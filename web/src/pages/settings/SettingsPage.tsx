/** Settings of the workspace: name, money, zone and the clock it lives by. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch } from '../../api/client';
import type { ClockKind, Settings } from '../../api/types';
import { SESSION, useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Radios } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';
import { ConsentTexts } from './ConsentTexts';
import { HintRule } from './HintRule';
import './settings.css';

type Typed = { name: string; currency: string; zone: string; kind: ClockKind; at: string };
const CLOCKS: ClockKind[] = ['real', 'standing', 'shifted'];

export default function SettingsPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/settings');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Settings>(path, undefined, signal) });
  return (
    <PageFrame title={t('settings.title')} lead={t('settings.lead')}>
      <Panel>
        <Loaded query={query}>{(settings) => <SettingsForm settings={settings} path={path} />}</Loaded>
      </Panel>
      <HintRule />
      <ConsentTexts />
    </PageFrame>
  );
}

function useSettingsForm({ name, currency, zone, clock }: Settings, path: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useForm<Typed>(
    { name, currency, zone, kind: clock.kind, at: clock.at ?? '' },
    (typed) => ({
      name: !typed.name.trim() && t('settings.needName'),
      at: typed.kind !== 'real' && !typed.at.trim() && t('settings.needAt'),
    }),
    async ({ kind, at, ...rest }) => {
      await patch<Settings>(path, { ...rest, clock: { kind, at: kind === 'real' ? null : at } });
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [path] });
      await queries.invalidateQueries({ queryKey: SESSION });
    },
  );
}

type LineProps = { name: 'name' | 'currency' | 'zone' | 'at'; label: string; hint?: string };

function SettingsForm({ settings, path }: { settings: Settings; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const form = useSettingsForm(settings, path);
  const { typed, errors, set } = form;
  const locked = (name: string) => settings.locked.includes(name);
  const line = ({ name, label, ...input }: LineProps & React.ComponentProps<'input'>) => (
    <Field label={label} error={errors[name]} hint={locked(name) && t('settings.locked')}>
      {(wired) => (
        <Input
          {...wired}
          {...input}
          readOnly={locked(name)}
          value={typed[name]}
          onChange={({ target }) => set({ [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <form className="settings" {...form.props}>
      <fieldset className="stack plain" disabled={!can('settings.edit')}>
        {line({ name: 'name', label: t('settings.name'), maxLength: 100 })}
        {line({ name: 'currency', label: t('settings.currency'), maxLength: 3, className: 'short' })}
        {line({ name: 'zone', label: t('settings.zone'), className: 'short' })}
        <Radios
          label={t('settings.clock')}
          hint={t('settings.clockAbout')}
          value={typed.kind}
          options={CLOCKS.map((value) => ({ value, label: t(`settings.clockIs.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
        {typed.kind !== 'real' &&
          line({
            name: 'at',
            label: t('settings.clockAt'),
            placeholder: '2017-12-31T23:59:59Z',
            className: 'short mono',
          })}
        {form.refusal != null && <ProblemView error={form.refusal} />}
        {can('settings.edit') && (
          <Button kind="primary" type="submit" className="start" busy={form.busy}>
            {t('parts.save')}
          </Button>
        )}
      </fieldset>
    </form>
  );
}
