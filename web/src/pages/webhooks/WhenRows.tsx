/** For which calls a webhook is meant: paths and the values they must have; other calls are left alone. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import { useState } from 'react';
import type { WebhookDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { setWhen, whenRows } from './mapping';

type Props = { document: WebhookDocument; onChange: (document: WebhookDocument) => void };
const MOST = 10;

export function WhenRows({ document, onChange }: Props) {
  const { t } = useTranslation();
  // Rows that are not complete yet are kept here; the document gets those with a path.
  const [rows, setRows] = useState(() => whenRows(document));
  function write(changed: typeof rows) {
    setRows(changed);
    onChange(
      setWhen(
        document,
        changed.filter(({ path }) => path.trim()),
      ),
    );
  }
  const change = (at: number, part: Partial<(typeof rows)[number]>) =>
    write(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <Panel
      title={t('webhooks.when')}
      extra={
        <Button
          small
          kind="dashed"
          icon={PlusOutlined}
          disabled={rows.length >= MOST}
          onClick={() => setRows([...rows, { path: '', values: '' }])}
        >
          {t('webhooks.addWhen')}
        </Button>
      }
    >
      <div className="stack">
        {rows.length === 0 && <p className="muted">{t('webhooks.always')}</p>}
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
          <div key={at} className="row">
            <Input
              className="mono when-path"
              aria-label={t('webhooks.path')}
              placeholder="event"
              list="sample-paths"
              value={row.path}
              onChange={({ target }) => change(at, { path: target.value })}
            />
            {t('webhooks.isOneOf')}
            <Input
              className="mono grow"
              aria-label={t('webhooks.values')}
              placeholder="order.paid, order.done"
              value={row.values}
              onChange={({ target }) => change(at, { values: target.value })}
            />
            <Button
              kind="text"
              icon={DeleteOutlined}
              aria-label={t('parts.delete')}
              onClick={() => write(rows.filter((_row, index) => index !== at))}
            />
          </div>
        ))}
      </div>
    </Panel>
  );
}
