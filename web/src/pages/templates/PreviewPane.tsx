/** What a member would read by each channel, what is counted in it, and the values that were filled in. */

import { EyeOutlined } from '@ant-design/icons-svg';
import { useState } from 'react';
import type { TemplateDocument, TemplatePreview } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { ProblemNote, ProblemView } from '../../ui/ProblemView';
import { Segmented } from '../../ui/Segmented';
import { Measures } from './Measures';
import { Shown } from './Shown';
import { type Reader, usePreview } from './usePreview';

export function PreviewPane({ document }: { document: TemplateDocument }) {
  const { t } = useTranslation();
  const [reader, setReader] = useState<Reader>({ member: null, reveal: false });
  const { data, error, stale, refetch } = usePreview(document, reader);
  return (
    <Panel title={t('templates.preview')} extra={<Who reader={reader} onChange={setReader} />}>
      <div className={stale ? 'stack live stale' : 'stack live'} aria-busy={stale}>
        {error && <ProblemView error={error} onRetry={error.status === 0 ? () => void refetch() : undefined} />}
        {!error && !data && <p className="muted">{t('parts.loading')}</p>}
        {!error && data && (
          <>
            {data.channels.map((one) => (
              <section key={one.channel} className="shown" aria-label={t(`templates.channelIs.${one.channel}`)}>
                <header className="row">
                  <strong>{t(`templates.channelIs.${one.channel}`)}</strong>
                  <Measures measures={one.measures} />
                </header>
                {one.problem && <ProblemNote problem={one.problem} />}
                {one.content && <Shown channel={one.channel} content={one.content} />}
              </section>
            ))}
            <Values preview={data} reader={reader} onReveal={() => setReader({ ...reader, reveal: true })} />
          </>
        )}
      </div>
    </Panel>
  );
}

/** Somebody of whom nothing is known, or a member by the number. */
function Who({ reader, onChange }: { reader: Reader; onChange: (reader: Reader) => void }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [typed, setTyped] = useState('1');
  if (!can('members.view')) return null;
  const choose = (text: string) => {
    setTyped(text);
    const member = Number(text);
    if (Number.isSafeInteger(member) && member > 0) onChange({ member, reveal: false });
  };
  return (
    <span className="row">
      <Segmented
        small
        label={t('templates.reader')}
        value={reader.member === null ? 'nobody' : 'member'}
        options={[
          { value: 'nobody', label: t('templates.nobody') },
          { value: 'member', label: t('templates.member') },
        ]}
        onChange={(who) => (who === 'nobody' ? onChange({ member: null, reveal: false }) : choose(typed))}
      />
      {reader.member !== null && (
        <Input
          className="reader-number"
          aria-label={t('templates.memberNumber')}
          inputMode="numeric"
          value={typed}
          onChange={({ target }) => choose(target.value)}
        />
      )}
    </span>
  );
}

type ValuesProps = { preview: TemplatePreview; reader: Reader; onReveal: () => void };

function Values({ preview, reader, onReveal }: ValuesProps) {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useAccess();
  if (preview.values.length === 0) return null;
  return (
    <div className="stack">
      <table className="plain-table data template-values">
        <caption className="unseen">{t('templates.values')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('templates.field')}</th>
            <th scope="col">{t('templates.value')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.values.map((row) => (
            <tr key={row.name}>
              <td>
                {text(row.label)} <span className="mono muted small">{row.name}</span>
              </td>
              <td>
                {row.value ?? (
                  <span className="muted">
                    {row.fallback ? t('templates.lacking', { text: row.fallback }) : t('templates.lackingPlain')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.masked && can('members.reveal') && !reader.reveal && (
        <Button small className="start" icon={EyeOutlined} onClick={onReveal}>
          {t('templates.reveal')}
        </Button>
      )}
    </div>
  );
}
