/** One contact code: how it does, and its document in a form and as YAML. */

import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { ContactCode } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Tabs } from '../../ui/Tabs';
import { blankCode } from './document';
import { Editor } from './Editor';
import { Overview } from './Overview';
import { StateChip } from './StateChip';
import './contactCodes.css';

export default function ContactCodePage() {
  const { t } = useTranslation();
  const text = useText();
  const { name } = useParams();
  const { api, page } = useAccess();
  const [params, setParams] = useSearchParams();
  const path = api(`/contact-codes/${name}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<ContactCode>(path, undefined, signal),
    enabled: !!name,
    refetchInterval: ({ state }) => (state.data?.state === 'making' ? 2_000 : 15_000),
  });
  const title = name ? text(query.data?.label) || name : t('contactCodes.new');
  return (
    <PageFrame
      title={title}
      back={{ to: page('/contact-codes'), label: t('contactCodes.title') }}
      lead={
        query.data && (
          <span className="chips">
            <StateChip state={query.data.state} />
            <span className="chip">{query.data.channel}</span>
            <span className="chip mono">{query.data.name}</span>
          </span>
        )
      }
    >
      {name ? (
        <Loaded query={query} rows={10}>
          {(code) => (
            <Tabs
              label={title}
              open={params.get('tab') ?? 'overview'}
              onOpen={(tab) => setParams({ tab }, { replace: true })}
              tabs={[
                {
                  key: 'overview',
                  label: t('contactCodes.overview'),
                  draw: () => <Overview code={code} path={path} />,
                },
                {
                  key: 'document',
                  label: t('contactCodes.document'),
                  draw: () => <Editor key={code.version} code={code} first={code.document} />,
                },
              ]}
            />
          )}
        </Loaded>
      ) : (
        <Editor key="new" first={blankCode()} />
      )}
    </PageFrame>
  );
}
