/** One funnel, or a new one: loads what the editor needs. */

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { get } from '../../api/client';
import type { Funnel, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { BLANK } from './document';
import { Editor } from './Editor';
import '../behaviour/behaviour.css';
import '../segments/segments.css';
import './funnels.css';

export default function FunnelPage() {
  const { t } = useTranslation();
  const text = useText();
  const { name } = useParams();
  const { api, page } = useAccess();
  const words = useQuery({
    queryKey: [api('/rule-vocabulary')],
    queryFn: ({ signal }) => get<Vocabulary>(api('/rule-vocabulary'), undefined, signal),
    staleTime: 60_000,
  });
  const path = api(`/behaviour/funnels/${name}`);
  const funnel = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Funnel>(path, undefined, signal),
    enabled: !!name,
  });
  const title = name ? text(funnel.data?.document.label) || name : t('funnels.new');
  const back = `/behaviour?view=funnel${name ? `&funnel=${name}` : ''}`;
  return (
    <PageFrame title={title} back={{ to: page(back), label: t('behaviour.funnel') }}>
      <Loaded query={words} rows={10}>
        {(vocabulary) =>
          name ? (
            <Loaded query={funnel} rows={10}>
              {(found) => <Editor key={name} funnel={found} first={found.document} vocabulary={vocabulary} />}
            </Loaded>
          ) : (
            <Editor key="new" first={BLANK} vocabulary={vocabulary} />
          )
        }
      </Loaded>
    </PageFrame>
  );
}
