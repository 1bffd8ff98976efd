/** Settings of the workspace: name, money, zone and the clock it lives by. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { get, patch } from '../../api/client';
import type { ClockKind, Settings } from '../../api/types';
import { SESSION, useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';

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
    </PageFrame>
  );
}

function useSave(path: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, at, ...rest }: Typed) =>
      patch<Settings>(path, { ...rest, clock: { kind, at: kind === 'real' ? null : at } }),
    onSuccess: async () => {
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [path] });
      await queries.invalidateQueries({ queryKey: SESSION });
    },
  });
}

function SettingsForm({ settings, path }: { settings: Settings; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const save = useSave(path);
  const fixed = (name: string) => settings.locked.includes(name);
  const why = (name: string) => (fixed(name) ? t('settings.locked') : undefined);
  const { name, currency, zone, clock } = settings;
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      className="settings"
      disabled={!can('settings.edit')}
      initialValues={{ name, currency, zone, kind: clock.kind, at: clock.at ?? '' }}
      onFinish={(typed) => save.mutate({ ...typed, at: typed.at ?? clock.at ?? '' })}
    >
      <Form.Item name="name" label={t('settings.name')} rules={[{ required: true, message: t('settings.needName') }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="currency" label={t('settings.currency')} extra={why('currency')}>
        <Input disabled={fixed('currency')} maxLength={3} className="short" />
      </Form.Item>
      <Form.Item name="zone" label={t('settings.zone')} extra={why('zone')}>
        <Input disabled={fixed('zone')} className="short" />
      </Form.Item>
      <Form.Item name="kind" label={t('settings.clock')} extra={t('settings.clockAbout')}>
        <Radio.Group>
          {CLOCKS.map((kind) => (
            <Radio key={kind} value={kind}>
              {t(`settings.clockIs.${kind}`)}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before, after) => before.kind !== after.kind}>
        {({ getFieldValue }) =>
          getFieldValue('kind') !== 'real' && (
            <Form.Item
              name="at"
              label={t('settings.clockAt')}
              rules={[{ required: true, message: t('settings.needAt') }]}
            >
              <Input placeholder="2017-12-31T23:59:59Z" className="short mono" />
            </Form.Item>
          )
        }
      </Form.Item>
      {save.error && <ProblemView error={save.error} />}
      {can('settings.edit') && (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('parts.save')}
        </Button>
      )}
    </Form>
  );
}
