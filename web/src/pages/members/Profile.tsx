/** What is known about a member: attributes, and identifiers that are masked until someone asks on the record. */

import { EyeOutlined } from '@ant-design/icons-svg';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { post } from '../../api/client';
import type { Identifier, Member } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { useKindLabel } from './IdentifierChips';

const ConfirmDialog = lazy(() => import('../../ui/ConfirmDialog'));

type Revealed = { identifiers: Identifier[]; attributes: Member['attributes'] };
type Asked = { member: Member; revealed?: Revealed; onReveal: () => Promise<Revealed> };

export function Profile({ member, path }: { member: Member; path: string }) {
  const { t } = useTranslation();
  const reveal = useMutation({ mutationFn: () => post<Revealed>(`${path}/reveals`) });
  const attributes = Object.entries(reveal.data?.attributes ?? member.attributes);
  return (
    <div className="halves">
      <Identifiers member={member} revealed={reveal.data} onReveal={reveal.mutateAsync} />
      <Panel title={t('members.attributes')}>
        {attributes.length === 0 && <p className="muted">{t('members.noAttributes')}</p>}
        <dl className="pairs">
          {attributes.map(([name, value]) => (
            <div key={name} className="pair">
              <dt>{t(`attributes.${name}`, { defaultValue: name })}</dt>
              <dd>{value == null ? '–' : String(value)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}

function Identifiers({ member, revealed, onReveal }: Asked) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [asking, setAsking] = useState(false);
  const shown = revealed?.identifiers ?? member.identifiers;
  const button = !revealed && member.identifiers.length > 0 && can('members.reveal') && (
    <Button small icon={EyeOutlined} data-tip={t('members.revealHint')} onClick={() => setAsking(true)}>
      {t('members.reveal')}
    </Button>
  );
  return (
    <Panel title={t('members.identifiers')} extra={button}>
      {revealed && <p className="muted">{t('members.revealed')}</p>}
      <IdentifierList identifiers={shown} />
      {asking && (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t('members.revealTitle')}
            about={t('members.revealAbout')}
            act={t('members.reveal')}
            onAct={onReveal}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </Panel>
  );
}

function IdentifierList({ identifiers }: { identifiers: Identifier[] }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const label = useKindLabel();
  if (identifiers.length === 0) return <p className="muted">{t('members.noIdentifiers')}</p>;
  return (
    <dl className="pairs">
      {identifiers.map(({ kind, value, made_at }) => (
        <div key={`${kind}:${value}`} className="pair">
          <dt>{label(kind)}</dt>
          <dd>
            <span className="mono">{value}</span>
            {made_at && (
              <div className="muted small">{t('members.since', { at: formatInstant(made_at, workspace.zone) })}</div>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
