/** Below a list: which rows are shown of how many, and the way to the others. */

import { useTranslation } from '../i18n';
import { Button } from './Button';
import { formatNumber } from './format';
import { PlainSelect } from './PlainSelect';
import { LIMITS, type ListState } from './useListState';

type Props = { list: ListState; count: number; total: number | null | undefined; next: string | null | undefined };

export function TableFoot({ list, count, total, next }: Props) {
  const { t } = useTranslation();
  const from = (list.page - 1) * list.limit + 1;
  const span = { from: formatNumber(from), to: formatNumber(from + count - 1), total: formatNumber(total) };
  const summary = count === 0 ? '' : total == null ? t('parts.rows', span) : t('parts.rowsOf', span);
  return (
    <div className="table-foot">
      <span className="num" aria-live="polite">
        {summary}
      </span>
      <span className="spring" />
      {(next || list.page > 1 || count > LIMITS[0]) && (
        <>
          <PlainSelect
            small
            label={t('parts.perPage')}
            value={String(list.limit)}
            options={LIMITS.map((limit) => ({ value: String(limit), label: t('parts.perPageOf', { limit }) }))}
            onChange={(limit) => list.set({ limit })}
          />
          <Button small disabled={list.page === 1} onClick={list.first}>
            {t('parts.first')}
          </Button>
          {list.previous && (
            <Button small onClick={list.previous}>
              {t('parts.previous')}
            </Button>
          )}
          <Button small disabled={!next} onClick={() => next && list.next(next)}>
            {t('parts.next')}
          </Button>
        </>
      )}
    </div>
  );
}
