/** The steps of a funnel as a table: members, shares, losses and how long it took. */

import type { FunnelReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Delta, Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { changeOf } from './asked';
import { formatSpan } from './span';

type Props = { report: FunnelReport; then?: FunnelReport };

export function StepTable({ report, then }: Props) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Panel flush title={t('behaviour.steps')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('behaviour.steps')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('behaviour.step')}</th>
              <th className="amount">{t('behaviour.members')}</th>
              <th className="amount">{t('behaviour.ofFirst')}</th>
              <th className="amount">{t('behaviour.ofBefore')}</th>
              <th className="amount">{t('behaviour.lost')}</th>
              <th className="amount">{t('behaviour.medianTo')}</th>
              {then && <th className="amount">{t('behaviour.change')}</th>}
            </tr>
          </thead>
          <tbody>
            {report.steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
              <tr key={place}>
                <td>
                  {place + 1}. {text(step.label)} <span className="mono muted">{step.did}</span>
                </td>
                <td className="amount">
                  <Num value={step.members} formula={t('behaviour.membersAbout')} />
                </td>
                <td className="amount">
                  <Rate value={step.share} formula={t('behaviour.ofFirstAbout')} />
                </td>
                <td className="amount">
                  <Rate value={step.from_before} formula={t('behaviour.ofBeforeAbout')} />
                </td>
                <td className="amount">
                  <Num value={step.lost} formula={t('behaviour.lostAbout')} />
                </td>
                <td className="amount nowrap">{place === 0 ? '–' : formatSpan(step.median_seconds)}</td>
                {then && (
                  <td className="amount">
                    <Delta change={changeOf(step.members, then.steps[place]?.members)} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
