/** Matrix: which class of members buys which categories, and where a class leaves one out. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Matrix } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { formatRate } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { PageFrame } from '../../ui/PageFrame';
import { Period, usePeriod } from '../../ui/Period';
import { useAddress } from '../behaviour/asked';
import { Choice } from '../behaviour/Controls';
import { MatrixReport } from './MatrixReport';
import { LEVELS, MEASURES } from './measures';
import './matrix.css';

const PERIODS = [30, 90, 180, 365];
const MOSTLY = ['0.3', '0.5', '0.7', '0.9'];

export default function MatrixPage() {
  const { t } = useTranslation();
  const { chosen, put } = useAddress();
  const period = usePeriod(PERIODS, 365);
  const path = useAccess().api('/value/matrix');
  const level = chosen('level', LEVELS, 'department');
  const mostly = chosen('mostly', MOSTLY, '0.5');
  const measure = chosen('measure', MEASURES, 'penetration');
  const query = { days: period.days, level, mostly };
  const report = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<Matrix>(path, query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <PageFrame title={t('matrix.title')} lead={t('matrix.lead')} actions={<Period period={period} />}>
      <div className="stack">
        <div className="report-controls">
          <Choice
            label={t('matrix.level')}
            value={level}
            options={LEVELS.map((value) => ({ value, label: t(`matrix.levelIs.${value}`) }))}
            onChange={(value) => put({ level: value, class: '', category: '' })}
          />
          <Choice
            label={t('matrix.measure')}
            value={measure}
            options={MEASURES.map((value) => ({ value, label: t(`matrix.measureIs.${value}`) }))}
            onChange={(value) => put({ measure: value })}
          />
          <Choice
            label={t('matrix.mostly')}
            value={mostly}
            options={MOSTLY.map((value) => ({ value, label: formatRate(Number(value), 0) }))}
            onChange={(value) => put({ mostly: value })}
          />
        </div>
        <Loaded query={report} rows={12}>
          {(found) => <MatrixReport found={found} measure={measure} />}
        </Loaded>
      </div>
    </PageFrame>
  );
}
