/** The editor of a contact code: its form at the left, the same as YAML at the right. */

import { useCallback } from 'react';
import type { ContactCode, ContactCodeDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { DocumentBar, type Place } from '../../ui/document/DocumentBar';
import { useKeptDraft } from '../../ui/document/useKeptDraft';
import { YamlPane } from '../../ui/document/YamlPane';
import { Note } from '../../ui/Note';
import { Panel } from '../../ui/PageFrame';
import { Basics } from './Basics';
import { blankCode, tidy } from './document';
import { People } from './People';
import { Shifts } from './Shifts';
import { WelcomeField } from './WelcomeField';
import './contactCodes.css';

const PLACE: Place = {
  path: '/contact-codes',
  pageOf: (name) => `/contact-codes/${name}`,
  list: '/contact-codes',
};

type Props = { code?: ContactCode; first: ContactCodeDocument };

export function Editor({ code, first }: Props) {
  const { t } = useTranslation();
  const { can, workspace } = useAccess();
  const draft = useKeptDraft(`${workspace.slug}.contact-code.${code?.name ?? 'new'}`, first, code?.version ?? 0);
  const { document, set } = draft;
  const readOnly = !can('contact_codes.edit') || code?.state === 'retired';
  const edit = useCallback(
    (part: Partial<ContactCodeDocument>) => set(tidy({ ...document, ...part })),
    [document, set],
  );
  const parts = { document, readOnly, onChange: edit };
  return (
    <div className="stack">
      <DocumentBar place={PLACE} draft={draft} saved={code} readOnly={readOnly} onReplace={set} />
      {draft.restored && (
        <Note
          tone="info"
          title={t('documents.restored')}
          act={
            <Button small onClick={() => set(first)}>
              {t('documents.dropDraft')}
            </Button>
          }
        />
      )}
      <div className="editor">
        <fieldset className="plain stack" disabled={readOnly}>
          <Basics {...parts} isNew={!code} />
          {!document.groups && (
            <>
              <People {...parts} />
              <Shifts {...parts} />
              <WelcomeField {...parts} />
            </>
          )}
          {document.groups && (
            <Panel title={t('contactCodes.groups')}>
              <p className="muted">{t('contactCodes.groupsHint')}</p>
            </Panel>
          )}
        </fieldset>
        <div className="stack">
          <YamlPane
            label={t('contactCodes.yaml')}
            document={document}
            readOnly={readOnly}
            like={blankCode()}
            onApply={set}
          />
        </div>
      </div>
    </div>
  );
}

export type PartProps = {
  document: ContactCodeDocument;
  readOnly: boolean;
  onChange: (part: Partial<ContactCodeDocument>) => void;
};
