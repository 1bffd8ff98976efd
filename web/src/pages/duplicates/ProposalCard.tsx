/** One pair that is probably one person: how probable and why, both side by side, and what is decided about them. */

import type { Duplicate } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatActor, formatInstant, formatRate } from '../../ui/format';
import { Agreements } from './Agreements';
import { Beside } from './Beside';
import { Verdicts } from './Verdicts';

type Props = { proposal: Duplicate; onDone: () => void };

export function ProposalCard({ proposal, onDone }: Props) {
  const { t } = useTranslation();
  const because = t('duplicates.because', { rate: shown(proposal.probability), fields: useAgreeing(proposal) });
  return (
    <article className="conflict">
      <header>
        <Heading proposal={proposal} />
        <Verdicts
          question={`/duplicates/${proposal.id}`}
          decision={proposal.decision}
          because={because.slice(0, 200)}
          onDone={onDone}
        />
      </header>
      <div className="proposal">
        <Agreements agreements={proposal.agreements} />
        <Beside members={proposal.members} />
      </div>
    </article>
  );
}

function Heading({ proposal }: { proposal: Duplicate }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const { decision } = proposal;
  const fields = useAgreeing(proposal);
  return (
    <div>
      <h2>
        <span className="num">{shown(proposal.probability)}</span> {t('duplicates.one', { fields })}
      </h2>
      <p className="muted small">
        {t('duplicates.foundAt', { at: formatInstant(proposal.found_at, workspace.zone), model: proposal.model })}
        {decision &&
          ` · ${t(`duplicates.decided.${decision.verdict}`, {
            by: formatActor(decision.by),
            at: formatInstant(decision.at, workspace.zone),
          })}`}
      </p>
    </div>
  );
}

/** What agrees, the weightiest first, in words. */
function useAgreeing({ agreements }: Duplicate): string {
  const { t } = useTranslation();
  return agreements
    .filter(({ how }) => how === 'equal' || how === 'close')
    .sort((one, other) => other.weight - one.weight)
    .map(({ name }) => t(`duplicates.fields.${name}`))
    .join(t('duplicates.and'));
}

/** Never rounded up to certainty. */
function shown(probability: number): string {
  return probability > 0.999 ? `> ${formatRate(0.999)}` : formatRate(Math.floor(probability * 1000) / 1000);
}
