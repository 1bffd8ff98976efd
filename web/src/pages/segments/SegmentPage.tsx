/** One segment, or a new one: loads what the editor needs. */

import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from 'react-router';
import { get } from '../../api/client';
import type { Segment, SegmentDocument, Vocabulary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { BLANK } from './blank';
import { Editor } from './Editor';
import { Fresh, LIVE_EVERY } from './Fresh';
import './segments.css';

export default function SegmentPage() {
  const { t } = useTranslation();
  const text = useText();
  const { name } = useParams();
  const { api, page } = useAccess();
  const started = (useLocation().state as { document?: SegmentDocument } | null)?.document;
  const words = useQuery({
    queryKey: [api('/rule-vocabulary')],
    queryFn: ({ signal }) => get<Vocabulary>(api('/rule-vocabulary'), undefined, signal),
    staleTime: 60_000,
  });
  const path = api(`/segments/${name}`);
  const segment = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Segment>(path, undefined, signal),
    enabled: !!name,
    refetchInterval: ({ state }) => (state.data?.refresh === 'live' ? LIVE_EVERY : false),
  });
  const title = name ? text(segment.data?.document.label) || name : t('segments.new');
  return (
    <PageFrame
      title={title}
      back={{ to: page('/segments'), label: t('segments.title') }}
      lead={segment.data?.live && <Fresh live={segment.data.live} />}
    >
      <Loaded query={words} rows={10}>
        {(vocabulary) =>
          name ? (
            <Loaded query={segment} rows={10}>
              {(found) => <Editor key={name} segment={found} first={found.document} vocabulary={vocabulary} />}
            </Loaded>
          ) : (
            <Editor key="new" first={started ?? BLANK} vocabulary={vocabulary} />
          )
        }
      </Loaded>
    </PageFrame>
  );
}
