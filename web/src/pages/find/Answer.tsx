/** The answer: how many, after which condition, by which channel, a few of them, and what to do with them. */

import type { FindAnswer } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatNumber, formatRate } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { How } from '../behaviour/Facts';
import { Sample } from '../segments/Live';
import { ShareBar } from '../value/ShareBar';
import { Acts } from './Acts';
import type { Asked } from './asked';
import { ChannelTable } from './ChannelTable';

type Props = { asked: Asked; answer: FindAnswer; stale: boolean };

export function Answer({ asked, answer, stale }: Props) {
  const { t } = useTranslation();
  return (
    <div className={stale ? 'stack live stale' : 'stack live'} aria-busy={stale}>
      <p className="answer" role="status">
        <strong className="num find-size">{formatNumber(answer.size)}</strong>{' '}
        {t('find.answer', { base: formatNumber(answer.base), share: formatRate(answer.share) })}
        <span className="muted"> {t('find.took', { seconds: formatNumber(answer.took_ms / 1000, 2) })}</span>
      </p>
      <Acts asked={asked} answer={answer} stale={stale} />
      <div className="find-pair">
        <Panel flush title={t('find.steps')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('find.step')}</th>
                <th className="amount">{t('find.left')}</th>
                <th>{t('find.share')}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>{t('find.stepIs.base')}</td>
                <td className="amount">
                  <Num value={answer.base} formula={t('find.baseAbout')} />
                </td>
                <td>
                  <ShareBar share={answer.base ? 1 : 0} />
                </td>
              </tr>
              {answer.steps.map((one) => (
                <tr key={one.step}>
                  <td>{t(`find.stepIs.${one.step}`)}</td>
                  <td className="amount">
                    <Num value={one.size} formula={t('find.leftAbout')} />
                  </td>
                  <td>
                    <ShareBar share={answer.base ? one.size / answer.base : 0} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <ChannelTable answer={answer} />
      </div>
      {answer.sample.length > 0 ? (
        <Panel title={t('find.sample', { count: answer.sample.length })}>
          <Sample rows={answer.sample} />
        </Panel>
      ) : (
        <p className="muted">{t(answer.base ? 'find.nobody' : 'segments.nobodyYet')}</p>
      )}
      <How points={['rule', 'window', 'refunds', 'reachable', 'seconds'].map((key) => t(`find.how.${key}`))} />
    </div>
  );
}
