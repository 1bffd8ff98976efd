/** What the file is: the kinds that can be imported, the proposed ones first. */

import type { ImportKind, Proposal } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { formatRate } from '../../ui/format';
import { PlainSelect } from '../../ui/PlainSelect';

type Props = { kinds: ImportKind[]; proposals: Proposal[]; value?: string; onChange: (kind: string) => void };

export function KindChoice({ kinds, proposals, value, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const rank = (kind: ImportKind) => {
    const at = proposals.findIndex((proposal) => proposal.kind === kind.name);
    return at < 0 ? proposals.length : at;
  };
  const options = [...kinds]
    .sort((one, other) => rank(one) - rank(other))
    .map((kind) => {
      const proposal = proposals.find((each) => each.kind === kind.name);
      const fit = proposal ? ` · ${t('imports.fits', { rate: formatRate(Math.min(proposal.score, 1), 0) })}` : '';
      return { value: kind.name, label: `${text(kind.label)}${fit}` };
    });
  const chosen = kinds.find((kind) => kind.name === value);
  return (
    <div className="row">
      <PlainSelect
        label={t('imports.whatIsIt')}
        className="kind-choice"
        value={value ?? ''}
        options={value ? options : [{ value: '', label: t('imports.chooseKind') }, ...options]}
        onChange={onChange}
      />
      {chosen && <span className="muted">{text(chosen.about)}</span>}
    </div>
  );
}
