/** Sources by groups: coverage in the cells a source fills, boxes to tick while the table is changed. */

import { Link } from 'react-router';
import type { SourceMatrix, TagSource } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Checkbox } from '../../ui/Checkbox';
import { formatNumber } from '../../ui/format';
import { Num, Rate } from '../../ui/numbers';

type Props = { matrix: SourceMatrix; sources: TagSource[]; onChange?: (sources: TagSource[]) => void };

export function Matrix({ matrix, sources, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { page } = useAccess();
  return (
    <div className="scroll-x">
      <table className="plain-table source-table">
        <thead>
          <tr>
            <th scope="col">{t('tagSources.source')}</th>
            <th scope="col">{t('tagSources.reached')}</th>
            {matrix.groups.map((group) => (
              <th key={group.name} scope="col">
                <Link to={page(`/tags?group=${group.name}`)}>{text(group.label)}</Link>
                <div className="muted small">{t('tagSources.tags', { count: group.tags })}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow
              key={source.name}
              source={source}
              matrix={matrix}
              onChange={
                onChange && ((changed) => onChange(sources.map((one) => (one.name === source.name ? changed : one))))
              }
            />
          ))}
          <tr>
            <td>{t('tagSources.everyone')}</td>
            <td>
              <Num value={matrix.base} />
            </td>
            {matrix.groups.map((group) => (
              <td key={group.name}>
                <Rate
                  value={matrix.base ? group.members / matrix.base : null}
                  formula={t('tagSources.ofBase', { members: formatNumber(group.members) })}
                />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { source: TagSource; matrix: SourceMatrix; onChange?: (source: TagSource) => void };

function SourceRow({ source, matrix, onChange }: RowProps) {
  const { t } = useTranslation();
  const text = useText();
  const row = matrix.sources.find((each) => each.name === source.name);
  const where = source.channels.length ? ` · ${source.channels.join(', ')}` : '';
  function toggle(group: string, gives: boolean) {
    const order = matrix.groups.map((each) => each.name);
    const groups = order.filter((name) => (name === group ? gives : source.groups.includes(name)));
    onChange?.({ ...source, groups });
  }
  return (
    <tr>
      <td>
        {text(source.label)}
        <div className="mono muted small">{source.did.join(', ') + where}</div>
      </td>
      <td>
        <Num value={row?.reached} formula={t('tagSources.reachedAbout')} />
      </td>
      {matrix.groups.map((group) => {
        const cell = row?.cells.find((each) => each.group === group.name);
        const gives = source.groups.includes(group.name);
        return (
          <td key={group.name}>
            <span className={gives ? 'source-cell' : 'source-cell off'}>
              {onChange ? (
                <Checkbox
                  label={t('tagSources.gives', { source: text(source.label), group: text(group.label) })}
                  checked={gives}
                  onChange={(checked) => toggle(group.name, checked)}
                />
              ) : (
                <Covered gives={gives} members={cell?.members ?? 0} reached={row?.reached ?? 0} />
              )}
            </span>
          </td>
        );
      })}
    </tr>
  );
}

function Covered({ gives, members, reached }: { gives: boolean; members: number; reached: number }) {
  const { t } = useTranslation();
  if (!gives) return <span data-tip={t('tagSources.givesNot')}>–</span>;
  if (reached === 0) return <span>{t('tagSources.nobodyYet')}</span>;
  const counts = { members: formatNumber(members), reached: formatNumber(reached) };
  return (
    <>
      <Rate value={members / reached} formula={t('tagSources.cellAbout', counts)} />
      <div className="bar-track" style={{ width: 72 }}>
        <span className="bar" style={{ width: `${(members / reached) * 100}%` }} />
      </div>
    </>
  );
}
