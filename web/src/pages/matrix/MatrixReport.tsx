/** The answer, the heat table, the picture of one measure, and the white space that was chosen. */

import { Link } from 'react-router';
import type { Matrix } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { formatDay, formatMoney, formatNumber, formatRate } from '../../ui/format';
import { useAddress } from '../behaviour/asked';
import { How } from '../behaviour/Facts';
import { HeatTable } from './HeatTable';
import { MatrixChart } from './MatrixChart';
import type { Measure } from './measures';
import { WhiteSpace } from './WhiteSpace';

type Props = { found: Matrix; measure: Measure };

export function MatrixReport({ found, measure }: Props) {
  const { t } = useTranslation();
  const { can, page } = useAccess();
  const { value } = useAddress();
  if (found.categories.length === 0) {
    const act = can('imports.run') && <ButtonLink to={page('/imports/new')}>{t('matrix.import')}</ButtonLink>;
    return <EmptyView title={t('matrix.empty')} about={t('matrix.emptyAbout')} act={act} />;
  }
  return (
    <div className="stack">
      <Answer found={found} />
      <HeatTable found={found} measure={measure} />
      {value('class') && value('category') && <WhiteSpace found={found} />}
      <MatrixChart found={found} measure={measure} />
      <How points={howOf(found, t)} />
    </div>
  );
}

function Answer({ found }: { found: Matrix }) {
  const { t } = useTranslation();
  const text = useText();
  const { currency } = useAccess().workspace;
  const white = found.cells.filter((cell) => cell.is_white).sort((one, other) => other.worth_minor - one.worth_minor);
  const best = white[0];
  const day = <span className="muted"> {t('value.asOf', { day: formatDay(found.as_of) })}</span>;
  const mostly = formatRate(found.mostly, 0);
  if (!best) {
    return (
      <p className="answer">
        {t('matrix.noWhite', { mostly })}
        {day}
      </p>
    );
  }
  const label = (list: { name: string; label: { 'zh-CN': string; en: string } }[], name: string) =>
    text(list.find((each) => each.name === name)?.label ?? { 'zh-CN': name, en: name });
  const search = new URLSearchParams(window.location.search);
  search.set('class', best.of_class);
  search.set('category', best.category);
  return (
    <p className="answer">
      {t('matrix.answer', {
        label: label(found.classes, best.of_class),
        category: label(found.categories, best.category),
        penetration: formatRate(best.penetration),
        missing: formatNumber(best.missing),
        worth: formatMoney(best.worth_minor, currency, true),
      })}{' '}
      <Link to={`?${search}`} replace>
        {t('matrix.show')}
      </Link>
      {day}
    </p>
  );
}

function howOf(found: Matrix, t: ReturnType<typeof useTranslation>['t']): string[] {
  const keys = ['classes', 'penetration', 'share', 'lift', 'attach', 'white', 'worth', 'products'];
  return keys.map((key) => t(`matrix.how.${key}`, { days: found.days, mostly: formatRate(found.mostly, 0) }));
}
