/** What a member is known by, masked as the API sends it. */

import type { Identifier } from '../../api/types';
import { useTranslation } from '../../i18n';

const SHOWN = 3;

export function useKindLabel(): (kind: string) => string {
  const { t, i18n } = useTranslation();
  return (kind) => (i18n.exists(`kinds.${kind}`) ? t(`kinds.${kind}`) : kind);
}

export function IdentifierChips({ identifiers }: { identifiers: Identifier[] }) {
  const label = useKindLabel();
  return (
    <span className="chips">
      {identifiers.slice(0, SHOWN).map(({ kind, value }) => (
        <span key={`${kind}:${value}`} className="chip">
          <span className="kind">{label(kind)}</span>
          <span className="mono">{value}</span>
        </span>
      ))}
      {identifiers.length > SHOWN && <span className="chip">+{identifiers.length - SHOWN}</span>}
    </span>
  );
}
