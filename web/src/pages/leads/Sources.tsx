/** Which sources contacts came from in the look-back, and how many of each got how far. */

import type { LeadSpread } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Num, Rate } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';

const STEPS = ['lead', 'market_qualified', 'won'] as const;

export function Sources({ found }: { found: LeadSpread }) {
  const { t } = useTranslation();
  const text = useText();
  const heads = [
    { label: t('leads.fieldIs.source') },
    { label: t('leads.contacts'), amount: true },
    ...STEPS.map((step) => ({ label: t(`leads.step.${step}`), amount: true })),
    { label: t('leads.winRate'), amount: true },
  ];
  const rate = (source: LeadSpread['sources'][number]) => (source.members ? source.won / source.members : null);
  const csv = () => ({
    header: heads.map((head) => head.label),
    rows: found.sources.map((each) => [text(each.label), each.members, ...STEPS.map((step) => each[step]), rate(each)]),
  });
  const note = t('leads.sourcesNote', { days: found.lookback_days });
  return (
    <Sheet title={t('leads.sources')} name="lead-sources" heads={heads} csv={csv} note={note}>
      {found.sources.map((each) => (
        <tr key={each.name ?? '?'}>
          <td className={each.name === null ? 'muted' : undefined}>{text(each.label)}</td>
          <td className="amount">
            <Num value={each.members} />
          </td>
          {STEPS.map((step) => (
            <td key={step} className="amount">
              <Num value={each[step]} />
            </td>
          ))}
          <td className="amount">
            <Rate value={rate(each)} formula={t('leads.winRateAbout')} />
          </td>
        </tr>
      ))}
    </Sheet>
  );
}
