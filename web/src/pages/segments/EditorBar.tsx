/** The acts on a segment: those of every document, its members as CSV, and tagging them. */

import { ContactsOutlined, DownloadOutlined, TagOutlined, TeamOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import type { Segment, SegmentDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import { DocumentBar, type Place } from '../../ui/document/DocumentBar';
import type { Draft } from './Editor';
import { Freeze } from './Freeze';

const BulkTagDialog = lazy(() => import('../tags/BulkTagDialog'));

const PLACE: Place = {
  path: '/segments',
  pageOf: (name) => `/segments/${name}`,
  list: '/segments',
  stale: () => ['/rule-vocabulary'],
  words: 'segments',
};

export function EditorBar({ draft, segment, readOnly }: { draft: Draft; segment?: Segment; readOnly: boolean }) {
  return (
    <DocumentBar<SegmentDocument>
      place={PLACE}
      draft={draft}
      saved={segment}
      readOnly={readOnly}
      onReplace={draft.replace}
      onTake={draft.take}
    >
      {segment && <Members segment={segment} />}
    </DocumentBar>
  );
}

/** What can be done with the members. */
function Members({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const [tagging, setTagging] = useState(false);
  return (
    <>
      {can('tags.edit') && (
        <Button icon={TagOutlined} onClick={() => setTagging(true)}>
          {t('tags.bulk')}
        </Button>
      )}
      {can('segments.edit') && <Freeze rule={{ segment: segment.name }} />}
      {can('portraits.view') && (
        <ButtonLink icon={ContactsOutlined} to={page(`/portraits?a=${segment.name}`)}>
          {t('segments.compare')}
        </ButtonLink>
      )}
      {can('portraits.view') && (
        <ButtonLink icon={TeamOutlined} to={page(`/segments/${segment.name}/lookalike`)}>
          {t('segments.lookalike')}
        </ButtonLink>
      )}
      {can('segments.export') && (
        <ButtonLink icon={DownloadOutlined} href={`/api/v1${api(`/segments/${segment.name}/members.csv`)}`}>
          {t('segments.exportMembers')}
        </ButtonLink>
      )}
      {tagging && (
        <Suspense fallback={null}>
          <BulkTagDialog whom={{ segment: segment.name }} onClose={() => setTagging(false)} />
        </Suspense>
      )}
    </>
  );
}
