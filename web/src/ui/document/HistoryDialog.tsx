/** Earlier versions of a document: who saved them, what they changed, and the way to take one up again. */

import { useState } from 'react';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { formatActor, formatInstant } from '../format';
import { PastVersion } from './PastVersion';
import './document.css';

type Version = { version: number; at: string; by: string };

type Props<Document> = {
  versions: Version[];
  /** API path under which a version is found by its number. */
  path: string;
  onClose: () => void;
  /** Puts a version into the editor; without it they are only looked at. */
  onTake?: (document: Document, version: number) => void;
};

export default function HistoryDialog<Document>({ path, onClose, onTake, ...props }: Props<Document>) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const versions = [...props.versions].sort((one, other) => other.version - one.version);
  const [open, setOpen] = useState<number | undefined>(versions[0]?.version);
  return (
    <Dialog wide title={t('documents.history')} onClose={onClose}>
      <ol className="history">
        {versions.map(({ version, by, at }, place) => (
          <li key={version}>
            <Button
              kind="link"
              aria-expanded={open === version}
              onClick={() => setOpen(open === version ? undefined : version)}
            >
              {t('documents.versionIs', { version })}
            </Button>
            <span className="muted">
              {formatActor(by)} · {formatInstant(at, workspace.zone)}
            </span>
            {place === 0 && <span className="chip on">{t('documents.current')}</span>}
            {open === version && (
              <PastVersion<Document>
                path={path}
                version={version}
                before={versions[place + 1]?.version}
                onTake={
                  onTake &&
                  ((document) => {
                    onTake(document, version);
                    onClose();
                  })
                }
              />
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
