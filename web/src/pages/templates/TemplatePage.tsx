/** One message template, or a new one: loads what the editor needs. */

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { get } from '../../api/client';
import type { MessageTemplate, TemplateVocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { BLANK } from './document';
import { Editor } from './Editor';
import { FieldsContext } from './fields';
import './templates.css';

export default function TemplatePage() {
  const { t } = useTranslation();
  const text = useText();
  const { name } = useParams();
  const { api, page } = useAccess();
  const words = useQuery({
    queryKey: [api('/template-fields')],
    queryFn: ({ signal }) => get<TemplateVocabulary>(api('/template-fields'), undefined, signal),
    staleTime: 60_000,
  });
  const path = api(`/templates/${name}`);
  const template = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<MessageTemplate>(path, undefined, signal),
    enabled: !!name,
  });
  const title = name ? text(template.data?.label) || name : t('templates.new');
  return (
    <PageFrame
      title={title}
      back={{ to: page('/templates'), label: t('templates.title') }}
      lead={t('templates.oneLead')}
    >
      <Loaded query={words} rows={10}>
        {(vocabulary) => (
          <FieldsContext value={vocabulary.fields}>
            {name ? (
              <Loaded query={template} rows={10}>
                {(found) => <Editor key={name} template={found} first={found.document} />}
              </Loaded>
            ) : (
              <Editor key="new" first={BLANK} />
            )}
          </FieldsContext>
        )}
      </Loaded>
    </PageFrame>
  );
}
