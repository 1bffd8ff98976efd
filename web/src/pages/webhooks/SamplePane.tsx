/** A call as the other system sends it, pasted here, and what the document makes of it at once. */

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { post } from '../../api/client';
import type { ImportKind, Trial, WebhookDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { useDebounced } from '../../ui/useDebounced';
import { missingFields } from './mapping';
import { TrialResult } from './TrialResult';

export type Sample = { text: string; json: unknown; isBroken: boolean; set: (text: string) => void };

/** The pasted text, kept in this page only: a sample may hold personal data. */
export function useSample(): Sample {
  const [text, setText] = useState('');
  const read = useMemo(() => {
    if (!text.trim()) return { json: undefined, isBroken: false };
    try {
      return { json: JSON.parse(text) as unknown, isBroken: false };
    } catch {
      return { json: undefined, isBroken: true };
    }
  }, [text]);
  return { text, ...read, set: setText };
}

type Props = { sample: Sample; document: WebhookDocument; kind: ImportKind | undefined };

export function SamplePane({ sample, document, kind }: Props) {
  const { t } = useTranslation();
  const missing = kind ? missingFields(document, kind) : [];
  const ready = sample.json !== undefined && missing.length === 0;
  return (
    <>
      <Panel title={t('webhooks.sample')} flush>
        <textarea
          className="yaml sample-text"
          aria-label={t('webhooks.sample')}
          placeholder={t('webhooks.sampleHint')}
          spellCheck={false}
          rows={10}
          value={sample.text}
          onChange={({ target }) => sample.set(target.value)}
        />
        {sample.isBroken && (
          <p className="field-error yaml-hint" role="alert">
            {t('webhooks.notJson')}
          </p>
        )}
      </Panel>
      <Panel title={t('webhooks.result')}>
        {!ready && <Wanting sample={sample} missing={missing} />}
        {ready && <Tried sample={sample.json} document={document} kind={kind} />}
      </Panel>
    </>
  );
}

function Wanting({ sample, missing }: { sample: Sample; missing: ImportKind['fields'] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const names = missing.map((field) => field.label[language]).join(language === 'en' ? ', ' : '、');
  if (missing.length > 0) return <p className="needed">{t('webhooks.missing', { names })}</p>;
  return <p className="muted">{t(sample.isBroken ? 'webhooks.notJson' : 'webhooks.pasteFirst')}</p>;
}

type TriedProps = { sample: unknown; document: WebhookDocument; kind: ImportKind | undefined };

function Tried({ sample, document, kind }: TriedProps) {
  const path = useAccess().api('/webhook-trials');
  const asked = useDebounced(JSON.stringify({ document, sample }), 400);
  const query = useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => post<Trial>(path, JSON.parse(asked), signal),
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  if (query.error) return <ProblemView error={query.error} />;
  return query.data ? <TrialResult trial={query.data} kind={kind} busy={query.isPlaceholderData} /> : null;
}
