/** The page as people will see it, made by the server from the draft. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/client';
import type { SurveyDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useLanguage, useTranslation } from '../../i18n';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { Segmented } from '../../ui/Segmented';
import { useDebounced } from '../../ui/useDebounced';

export function Preview({ document }: { document: SurveyDocument }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState(useLanguage());
  const path = useAccess().api('/survey-previews');
  const begun = Object.keys(document.title ?? {}).length > 0;
  const asked = useDebounced(JSON.stringify({ document, language }), 300);
  const query = useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => post<{ html: string }>(path, JSON.parse(asked), signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    enabled: begun,
  });
  return (
    <Panel
      flush={begun}
      title={t('surveys.preview')}
      extra={
        <Segmented
          small
          label={t('surveys.previewLanguage')}
          value={language}
          options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`surveys.in.${value}`) }))}
          onChange={setLanguage}
        />
      }
    >
      {!begun && <p className="muted">{t('surveys.previewNone')}</p>}
      {begun && query.error && <ProblemView error={query.error} />}
      {begun && query.data && (
        <iframe className="survey-preview" title={t('surveys.preview')} sandbox="" srcDoc={query.data.html} />
      )}
    </Panel>
  );
}
