/** By which paths the member of a row is known, and attributes of the brand's own. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import type { WebhookDocument } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import type { Found } from './paths';

type Props = { document: WebhookDocument; paths: Found[]; onChange: (document: WebhookDocument) => void };

export function IdentifierPaths({ document, paths, onChange }: Props) {
  const { t } = useTranslation();
  const kinds = t('kinds', { returnObjects: true }) as Record<string, string>;
  const rows = document.identifiers ?? [];
  const write = (identifiers: typeof rows) => onChange({ ...document, identifiers });
  const change = (at: number, part: Partial<(typeof rows)[number]>) =>
    write(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <div className="identifier-paths">
      <h3>{t('imports.identifiers')}</h3>
      <p className="muted">{t('webhooks.identifiersAbout')}</p>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
        <div key={at} className="row">
          <PlainSelect
            label={t('imports.identifierKind')}
            value={row.kind}
            options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            onChange={(kind) => change(at, { kind })}
          />
          ←
          <Input
            className="mono source-path"
            aria-label={t('webhooks.identifierPath')}
            list="sample-paths"
            placeholder="$.buyer.phone"
            value={row.from}
            onChange={({ target }) => change(at, { from: target.value })}
          />
          <Button
            kind="text"
            icon={DeleteOutlined}
            aria-label={t('parts.delete')}
            onClick={() => write(rows.filter((_row, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        kind="dashed"
        small
        className="start"
        icon={PlusOutlined}
        disabled={rows.length >= 10}
        onClick={() => write([...rows, { kind: 'phone', from: phoneIn(paths) }])}
      >
        {t('imports.addIdentifier')}
      </Button>
    </div>
  );
}

/** The path that looks most like a phone number's, to begin with. */
function phoneIn(paths: Found[]): string {
  return paths.find(({ path }) => /phone|mobile|tel/i.test(path))?.path ?? paths[0]?.path ?? '';
}
