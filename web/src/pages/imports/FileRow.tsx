/** One of several files: its kind and mapping to choose, what is wrong, and its columns when they are opened. */

import { DeleteOutlined } from '@ant-design/icons-svg';
import { Fragment, type ReactNode, useState } from 'react';
import type { ImportKind, Mapping, Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatBytes } from '../../ui/format';
import { PlainSelect } from '../../ui/PlainSelect';
import { choiceOf, firstChoice, isReady, lacksIdentifier } from './choosing';
import { FieldTable } from './FieldTable';
import { IdentifierRows } from './IdentifierRows';
import { missingFields } from './mapping';
import { Preview } from './Preview';
import { SourceChoice } from './SourceChoice';
import type { OneFile } from './useSeveral';

type Props = { row: OneFile; kinds: ImportKind[]; onChange: (part: Partial<OneFile>) => void; onDrop: () => void };

export function FileRow({ row, kinds, onChange, onDrop }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const kind = kinds.find((each) => each.name === row.mapping?.imports);
  const { upload, mapping } = row;
  return (
    <Fragment>
      <tr className={open ? 'open' : undefined}>
        <td>
          <strong className="clip" title={row.file.name}>
            {row.file.name}
          </strong>
          <div className="muted small">{formatBytes(row.file.size)}</div>
        </td>
        <Choices row={row} kinds={kinds} onChange={onChange} />
        <td className="amount">{upload ? upload.rows_sampled.length : '–'}</td>
        <td className="problems">
          <Problems row={row} kind={kind} />
        </td>
        <td>
          <State row={row} kind={kind} />
        </td>
        <td>
          <span className="row acts">
            {upload && mapping && kind && (
              <Button small kind="link" aria-expanded={open} onClick={() => setOpen(!open)}>
                {t(open ? 'imports.fold' : 'imports.adjust')}
              </Button>
            )}
            <Button
              small
              kind="text"
              icon={DeleteOutlined}
              aria-label={t('parts.removeOf', { name: row.file.name })}
              onClick={onDrop}
            />
          </span>
        </td>
      </tr>
      {open && upload && mapping && kind && (
        <tr className="inner">
          <td colSpan={7}>
            <Columns
              upload={upload}
              kind={kind}
              mapping={mapping}
              onChange={(changed) => onChange({ mapping: changed, problem: undefined })}
            />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Choices({ row, kinds, onChange }: Omit<Props, 'onDrop'>) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  const { upload, mapping } = row;
  if (!upload)
    return (
      <>
        <td>–</td>
        <td>–</td>
      </>
    );
  return (
    <>
      <td>
        <PlainSelect
          small
          label={t('imports.kindOfFile', { name: row.file.name })}
          value={mapping?.imports ?? ''}
          options={[
            ...(mapping ? [] : [{ value: '', label: t('imports.chooseKind') }]),
            ...kinds.map((each) => ({ value: each.name, label: text(each.label) })),
          ]}
          onChange={(name) => onChange({ ...firstChoice(upload, workspace, name), problem: undefined })}
        />
      </td>
      <td>
        <SourceChoice
          small
          upload={upload}
          label={t('imports.mappedByOf', { name: row.file.name })}
          value={row.source}
          onChange={(source) =>
            onChange({ ...choiceOf(upload, workspace, source, mapping?.imports), problem: undefined })
          }
        />
      </td>
    </>
  );
}

function Problems({ row, kind }: { row: OneFile; kind?: ImportKind }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (row.problem)
    return (
      <span className="needed" role="alert">
        {[text(row.problem.message), text(row.problem.mend)].filter(Boolean).join(' ')}
      </span>
    );
  if (!row.upload || !kind || !row.mapping) return '–';
  const missing = missingFields(kind, row.mapping).map((field) => text(field.label));
  const lacks = lacksIdentifier(kind, row.mapping) ? [t('imports.identifiers')] : [];
  const names = [...missing, ...lacks].join(t('imports.comma'));
  return names ? <span className="needed">{t('imports.missing', { names })}</span> : '–';
}

function State({ row, kind }: { row: OneFile; kind?: ImportKind }) {
  const { t } = useTranslation();
  const state = row.problem ? 'bad' : !row.upload ? 'reading' : isReady(kind, row.mapping) ? 'ready' : 'incomplete';
  const tone = { bad: 'bad', reading: '', ready: 'good', incomplete: 'warn' }[state];
  return <span className={`chip ${tone}`}>{t(`imports.fileIs.${state}`)}</span>;
}

type ColumnsProps = { upload: Upload; kind: ImportKind; mapping: Mapping; onChange: (mapping: Mapping) => void };

function Columns({ upload, kind, mapping, onChange }: ColumnsProps) {
  return (
    <div className="stack">
      <FieldTable upload={upload} kind={kind} mapping={mapping} onChange={onChange} />
      {kind.identified !== 'never' && <IdentifierRows upload={upload} mapping={mapping} onChange={onChange} />}
      <Preview upload={upload} kind={kind} mapping={mapping} />
    </div>
  );
}
