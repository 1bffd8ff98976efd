/** The answer, the picture, what each quadrant calls for, and the points as a table. */

import type { Quadrants } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatMoney, formatNumber, formatRate, minorPerMajor } from '../../ui/format';
import { Money, Num, Price } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { How } from '../behaviour/Facts';
import { SegmentLink } from '../stages/SegmentLink';
import { ShareBar } from '../value/ShareBar';
import { QuadrantChart } from './QuadrantChart';

export function QuadrantReport({ found, own }: { found: Quadrants; own: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const { currency } = useAccess().workspace;
  const { whole } = found;
  if (found.points.length === 0) return <EmptyView title={t('quadrant.empty')} about={t('quadrant.emptyAbout')} />;
  const most = [...found.quadrants].sort((one, other) => other.money_minor - one.money_minor)[0];
  const placed = found.quadrants.find((each) => each.name === whole.quadrant);
  const keys = ['of', 'price', 'frequency', 'whole', ...(found.of === 'member' ? ['drawn'] : [])];
  return (
    <div className="stack">
      <p className="answer">
        {most &&
          t('quadrant.answer', {
            label: text(most.label),
            count: found.of === 'member' ? formatNumber(most.count) : most.count,
            of: t(`quadrant.unitOf.${found.of}`),
            share: formatRate(most.share),
          })}{' '}
        {t('quadrant.wholeIs', {
          basket: formatMoney(whole.basket_minor, currency),
          frequency: formatNumber(whole.frequency, 1),
          days: found.days,
        })}
        {placed && t('quadrant.wholePlaced', { label: text(placed.label) })}
        <span className="muted"> {t('value.asOf', { day: formatDay(found.as_of) })}</span>
      </p>
      <QuadrantChart found={found} />
      <Strategies found={found} />
      {found.of !== 'member' && <Points found={found} />}
      <How points={keys.map((key) => t(`quadrant.how.${key}.${key === 'price' ? found.of : own ? 'own' : 'any'}`))} />
    </div>
  );
}

function Strategies({ found }: { found: Quadrants }) {
  const { t } = useTranslation();
  const text = useText();
  const { can, workspace } = useAccess();
  const scale = minorPerMajor(workspace.currency);
  const keys = ['name', 'count', 'share', 'strategy', 'metrics', 'effect'];
  const linked = found.of === 'member' && can('segments.edit');
  const csv = () => ({
    header: [...keys.map((key) => t(`quadrant.column.${key}`)), t('quadrant.column.money')],
    rows: found.quadrants.map((each) => [
      text(each.label),
      each.count,
      each.share,
      text(each.strategy),
      text(each.metrics),
      text(each.effect),
      each.money_minor / scale,
    ]),
  });
  const heads = [
    ...keys.map((key) => ({ label: t(`quadrant.column.${key}`), amount: key === 'count' })),
    ...(linked ? [{ label: t('worth.segment') }] : []),
  ];
  return (
    <Sheet title={t('quadrant.strategies')} name="quadrant-strategies" heads={heads} csv={csv}>
      {found.quadrants.map((each) => (
        <tr key={each.name}>
          <td>{text(each.label)}</td>
          <td className="amount">
            <Num value={each.count} formula={t('quadrant.countAbout')} />
          </td>
          <td>{each.share == null ? '–' : <ShareBar share={each.share} />}</td>
          <td className="wordy small">{text(each.strategy)}</td>
          <td className="wordy small">{text(each.metrics)}</td>
          <td className="wordy small">{text(each.effect)}</td>
          {linked && each.rule && (
            <td>
              <SegmentLink
                label={text(each.label)}
                name={`quadrant-${each.name}`}
                title={each.label}
                rule={each.rule}
              />
            </td>
          )}
        </tr>
      ))}
    </Sheet>
  );
}

function Points({ found }: { found: Quadrants }) {
  const { t } = useTranslation();
  const text = useText();
  const scale = minorPerMajor(useAccess().workspace.currency);
  const keys = ['what', 'price', 'frequency', 'buyers', 'money', 'name'];
  const nameOf = (name: string) =>
    text(found.quadrants.find((each) => each.name === name)?.label ?? { 'zh-CN': '', en: '' });
  const csv = () => ({
    header: keys.map((key) => t(`quadrant.column.${key}`)),
    rows: found.points.map((each) => [
      text(each.label),
      each.price_minor / scale,
      each.frequency,
      each.buyers,
      each.money_minor / scale,
      nameOf(each.quadrant),
    ]),
  });
  const heads = keys.map((key, place) => ({ label: t(`quadrant.column.${key}`), amount: place > 0 && place < 5 }));
  return (
    <Sheet title={t('quadrant.points')} name="quadrant" heads={heads} csv={csv}>
      {found.points.map((each) => (
        <tr key={each.name}>
          <td>{text(each.label)}</td>
          <td className="amount">
            <Price minor={each.price_minor} formula={t(`quadrant.how.price.${found.of}`)} />
          </td>
          <td className="amount">
            <Num value={each.frequency} digits={2} formula={t('quadrant.how.frequency.any')} />
          </td>
          <td className="amount">
            <Num value={each.buyers} />
          </td>
          <td className="amount">
            <Money minor={each.money_minor} short />
          </td>
          <td className="nowrap">{nameOf(each.quadrant)}</td>
        </tr>
      ))}
    </Sheet>
  );
}
