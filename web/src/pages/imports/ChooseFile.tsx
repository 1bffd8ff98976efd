/** First step: files with tables, dropped or chosen; their encoding when it can't be told. */

import { InboxOutlined } from '@ant-design/icons-svg';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { post } from '../../api/client';
import type { Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatBytes } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { ProblemView } from '../../ui/ProblemView';
import { Spinner } from '../../ui/Waiting';

export const MOST_FILES = 50;
const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16', 'windows-1252'];

type Props = {
  onUploaded: (upload: Upload) => void;
  /** More than one file was chosen: they are handed over as they are. */
  onSeveral: (files: File[], encoding: string) => void;
};

export function ChooseFile({ onUploaded, onSeveral }: Props) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [encoding, setEncoding] = useState('');
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      if (encoding) form.append('encoding', encoding);
      return post<Upload>(api('/uploads'), form);
    },
    onSuccess: onUploaded,
  });
  const file = send.variables;
  function take(files: File[]) {
    const [first, second] = files;
    if (second) onSeveral(files.slice(0, MOST_FILES), encoding);
    else if (first) send.mutate(first);
  }
  return (
    <Panel>
      <div className="stack">
        <DropZone busy={send.isPending} file={file} onFiles={take} />
        <div className="row">
          <span>{t('imports.encoding')}</span>
          <PlainSelect
            label={t('imports.encoding')}
            value={encoding}
            className="encoding"
            options={[
              { value: '', label: t('imports.encodingGuess') },
              ...ENCODINGS.map((value) => ({ value, label: value.toUpperCase() })),
            ]}
            onChange={setEncoding}
          />
          <span className="muted">{t('imports.encodingAbout')}</span>
        </div>
        {send.error && <ProblemView error={send.error} onRetry={file && (() => send.mutate(file))} />}
      </div>
    </Panel>
  );
}

type DropZoneProps = { busy: boolean; file?: File; onFiles: (files: File[]) => void };

function DropZone({ busy, file, onFiles }: DropZoneProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!busy) onFiles([...event.dataTransfer.files]);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button inside works by keyboard
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {busy ? <Spinner /> : <Icon of={InboxOutlined} className="drop-icon" />}
      <strong>
        {busy && file ? t('imports.reading', { name: file.name, size: formatBytes(file.size) }) : t('imports.drop')}
      </strong>
      <span className="muted">{t('imports.dropAbout')}</span>
      <Button kind="primary" disabled={busy} onClick={() => input.current?.click()}>
        {t('imports.chooseFile')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        className="unseen"
        tabIndex={-1}
        accept=".csv,.tsv,.txt,.gz,.jsonl,.ndjson,.json,.xlsx,.xlsm,.parquet"
        aria-label={t('imports.chooseFile')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </div>
  );
}
