/** The acts on a funnel. */

import { FundOutlined } from '@ant-design/icons-svg';
import type { Funnel, FunnelDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { DocumentBar, type Place } from '../../ui/document/DocumentBar';
import type { Draft } from './Editor';

const PLACE: Place = {
  path: '/behaviour/funnels',
  pageOf: (name) => `/funnels/${name}`,
  list: '/behaviour?view=funnel',
  stale: (name) => [`/behaviour/funnels/${name}/report`],
  words: 'funnels',
};

export function EditorBar({ draft, funnel, readOnly }: { draft: Draft; funnel?: Funnel; readOnly: boolean }) {
  const { t } = useTranslation();
  const { page } = useAccess();
  return (
    <DocumentBar<FunnelDocument> place={PLACE} draft={draft} saved={funnel} readOnly={readOnly} onReplace={draft.set}>
      {funnel && (
        <ButtonLink icon={FundOutlined} to={page(`/behaviour?view=funnel&funnel=${funnel.name}`)}>
          {t('funnels.report')}
        </ButtonLink>
      )}
    </DocumentBar>
  );
}
