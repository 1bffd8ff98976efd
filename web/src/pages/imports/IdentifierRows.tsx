/** By which columns the member of a row is known, and the zone of its times. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import { useId } from 'react';
import type { Mapping, Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';

const KINDS = ['phone', 'email', 'unionid', 'openid', 'external_userid', 'card', 'member_no', 'household'];

type Props = { upload: Upload; mapping: Mapping; onChange: (mapping: Mapping) => void };

export function IdentifierRows({ upload, mapping, onChange }: Props) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const zone = useId();
  const rows = mapping.identifiers ?? [];
  const write = (identifiers: typeof rows) => onChange({ ...mapping, identifiers });
  const change = (at: number, part: Partial<(typeof rows)[number]>) =>
    write(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <div className="identifier-rows">
      <h3>{t('imports.identifiers')}</h3>
      <p className="muted">{t('imports.identifiersAbout')}</p>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
        <div key={at} className="row">
          <PlainSelect
            label={t('imports.identifierKind')}
            className="identifier-kind"
            value={row.kind}
            options={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            onChange={(kind) => change(at, { kind })}
          />
          ←
          <PlainSelect
            label={t('imports.identifierColumn')}
            className="identifier-column"
            value={row.from}
            options={upload.columns.map((column) => ({ value: column.name, label: column.name }))}
            onChange={(from) => change(at, { from })}
          />
          <Button
            kind="text"
            icon={DeleteOutlined}
            aria-label={t('parts.delete')}
            onClick={() => write(rows.filter((_row, index) => index !== at))}
          />
        </div>
      ))}
      <div className="row">
        <Button
          kind="dashed"
          small
          icon={PlusOutlined}
          disabled={upload.columns.length === 0}
          onClick={() => write([...rows, { kind: 'phone', from: upload.columns[0]?.name ?? '' }])}
        >
          {t('imports.addIdentifier')}
        </Button>
        <span className="spring" />
        <label htmlFor={zone}>{t('imports.zone')}</label>
        <Input
          id={zone}
          className="zone"
          value={mapping.zone ?? workspace.zone}
          onChange={({ target }) => onChange({ ...mapping, zone: target.value })}
        />
      </div>
    </div>
  );
}
