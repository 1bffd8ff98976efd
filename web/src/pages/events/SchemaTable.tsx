/** The properties of a type as a table: name, how often seen and as what, and the agreed type to choose. */

import { useTranslation } from '../../i18n';
import { formatNumber, formatRate } from '../../ui/format';
import { PlainSelect } from '../../ui/PlainSelect';
import { type PropertyRow, TYPES } from './schema';

type Props = {
  rows: PropertyRow[];
  isFixed: boolean;
  onAgree?: (name: string, kind: string | null) => void;
};

export function SchemaTable({ rows, isFixed, onAgree }: Props) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={t('events.schemaTitle')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('events.property')}</th>
            <th scope="col" className="amount">
              {t('events.seen')}
            </th>
            <th scope="col">{t('events.seenAs')}</th>
            <th scope="col">{t(isFixed ? 'events.agreedType' : 'events.learntType')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <td className="mono">{row.name}</td>
              <td className="amount">{formatNumber(row.seen)}</td>
              <td>
                <span className="chips">
                  {row.types.map((each) => (
                    <span key={each.name} className="chip">
                      {t(`events.typeIs.${each.name}`, { defaultValue: each.name })}
                      <span className="kind">{formatRate(each.share, 0)}</span>
                    </span>
                  ))}
                  {row.types.length === 0 && <span className="muted">{t('events.neverSeen')}</span>}
                </span>
              </td>
              <td>
                <Kind row={row} isFixed={isFixed} onAgree={onAgree} />
              </td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={4} className="nothing">
                {t('events.noProperties')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Kind({ row, isFixed, onAgree }: { row: PropertyRow } & Omit<Props, 'rows'>) {
  const { t } = useTranslation();
  const shown = isFixed ? row.agreed : row.learnt;
  if (!onAgree) return shown ? t(`events.typeIs.${shown}`) : t('events.notAgreed');
  return (
    <PlainSelect
      small
      label={t('events.agreedTypeOf', { name: row.name })}
      value={shown ?? ''}
      options={[
        ...TYPES.map((value) => ({ value, label: t(`events.typeIs.${value}`) })),
        { value: '', label: t('events.notAgreed') },
      ]}
      onChange={(kind) => onAgree(row.name, kind || null)}
    />
  );
}
