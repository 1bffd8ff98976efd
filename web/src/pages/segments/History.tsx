/** Earlier versions of a segment: who saved them, what they said, and the way to take one up again. */

import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { get } from '../../api/client';
import type { Segment, SegmentDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatInstant } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';

type Props = { segment: Segment; onClose: () => void; onUse: (document: SegmentDocument) => void };

export default function History({ segment, onClose, onUse }: Props) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const versions = [...segment.versions].sort((one, other) => other.version - one.version);
  const [open, setOpen] = useState<number | null>(versions[0]?.version ?? null);
  return (
    <Modal open title={t('segments.history')} width={640} footer={null} onCancel={onClose}>
      <ol className="history">
        {versions.map((each) => (
          <li key={each.version}>
            <Button type="link" aria-expanded={open === each.version} onClick={() => setOpen(each.version)}>
              {t('segments.versionIs', { version: each.version })}
            </Button>
            <span className="muted">
              {each.by || t('parts.system')} · {formatInstant(each.at, workspace.zone)}
            </span>
            {open === each.version && (
              <PastVersion segment={segment} version={each.version} onUse={onUse} onClose={onClose} />
            )}
          </li>
        ))}
      </ol>
    </Modal>
  );
}

type Past = { document: SegmentDocument; yaml: string };
type PastProps = Props & { version: number };

function PastVersion({ segment, version, onUse, onClose }: PastProps) {
  const { t } = useTranslation();
  const { api, can } = useAccess();
  const path = api(`/segments/${segment.name}/versions/${version}`);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Past>(path, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={query} rows={4}>
      {({ document, yaml }) => (
        <div className="stack">
          <pre className="yaml-past">{yaml}</pre>
          {can('segments.edit') && (
            <Button
              size="small"
              onClick={() => {
                onUse(document);
                onClose();
              }}
            >
              {t('segments.useVersion')}
            </Button>
          )}
        </div>
      )}
    </Loaded>
  );
}
