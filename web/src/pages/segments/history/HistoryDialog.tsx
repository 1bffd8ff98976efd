/** Earlier versions of a segment: who saved them, what they changed, and the way to take one up again. */

import { useState } from 'react';
import type { Segment, SegmentDocument } from '../../../api/types';
import { useAccess } from '../../../app/session';
import { useTranslation } from '../../../i18n';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { formatInstant } from '../../../ui/format';
import { PastVersion } from './PastVersion';

type Props = {
  segment: Segment;
  onClose: () => void;
  onTake: (document: SegmentDocument, version: number) => void;
};

export default function HistoryDialog({ segment, onClose, onTake }: Props) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const versions = [...segment.versions].sort((one, other) => other.version - one.version);
  const [open, setOpen] = useState<number | undefined>(versions[0]?.version);
  return (
    <Dialog wide title={t('segments.history')} onClose={onClose}>
      <ol className="history">
        {versions.map(({ version, by, at }, place) => (
          <li key={version}>
            <Button
              kind="link"
              aria-expanded={open === version}
              onClick={() => setOpen(open === version ? undefined : version)}
            >
              {t('segments.versionIs', { version })}
            </Button>
            <span className="muted">
              {by || t('parts.system')} · {formatInstant(at, workspace.zone)}
            </span>
            {place === 0 && <span className="chip on">{t('segments.current')}</span>}
            {open === version && (
              <PastVersion
                name={segment.name}
                version={version}
                before={versions[place + 1]?.version}
                onTake={(document) => {
                  onTake(document, version);
                  onClose();
                }}
              />
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
