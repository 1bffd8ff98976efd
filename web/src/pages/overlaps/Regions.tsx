/** The regions of the chosen segments: which sets a region lies in, how large it is, and whether it is wanted. */

import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Overlap, SegmentDocument, SegmentRow, Text } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { formatNumber } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { Segmented } from '../../ui/Segmented';
import { BLANK } from '../segments/blank';
import { Freeze } from '../segments/Freeze';
import { allRegions, type Operation, type Region, regionKey, regionsOf, ruleOf } from './algebra';

const OPERATIONS: Operation[] = ['union', 'intersection', 'difference', 'exactlyOne'];

type Props = { names: string[]; overlap: Overlap; segments: SegmentRow[] };

export function Regions({ names, overlap, segments }: Props) {
  const { t } = useTranslation();
  const { can, page } = useAccess();
  const navigate = useNavigate();
  const regions = useMemo(() => allRegions(names, overlap.regions), [names, overlap]);
  const [wanted, setWanted] = useState<string[]>(() => regionsOf('intersection', names, regions).map(regionKey));
  const chosen = regions.filter((region) => wanted.includes(regionKey(region)));
  const size = chosen.reduce((sum, region) => sum + region.size, 0);
  function save() {
    const document: SegmentDocument = { ...BLANK, rule: ruleOf(names, chosen) };
    navigate(page('/segments/new'), { state: { document } });
  }
  const label = useFrozenLabel(names, segments, chosen);
  const current = OPERATIONS.find((each) => sameChoice(regionsOf(each, names, regions).map(regionKey), wanted));
  return (
    <Panel
      flush
      title={t('overlaps.regions')}
      extra={
        <Segmented
          small
          label={t('overlaps.operation')}
          value={current ?? 'own'}
          options={[
            ...OPERATIONS.map((value) => ({ value, label: t(`overlaps.is.${value}`) })),
            { value: 'own', label: t('overlaps.is.own'), disabled: true },
          ]}
          onChange={(value) => setWanted(regionsOf(value as Operation, names, regions).map(regionKey))}
        />
      }
    >
      <RegionTable
        names={names}
        overlap={overlap}
        segments={segments}
        regions={regions}
        wanted={wanted}
        onWant={setWanted}
      />
      <div className="table-foot">
        <strong className="num" role="status">
          {t('overlaps.chosen', { size: formatNumber(size), count: chosen.length })}
        </strong>
        <span className="spring" />
        {can('segments.edit') && chosen.length > 0 && <Freeze rule={ruleOf(names, chosen)} label={label} />}
        {can('segments.edit') && (
          <Button kind="primary" disabled={chosen.length === 0} onClick={save}>
            {t('overlaps.save')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

/** What a frozen copy of the chosen regions is called: the segments they lie in, and the day. */
function useFrozenLabel(names: string[], segments: SegmentRow[], chosen: Region[]): Text {
  const { workspace } = useAccess();
  const sign = chosen.length === 1 ? ' ∩ ' : ' ∪ ';
  const inside = names.filter((name) => chosen.some((region) => region.in.includes(name)));
  const named = (language: 'zh-CN' | 'en') => {
    const labels = inside.map((name) => segments.find((each) => each.name === name)?.label[language] || name);
    return `${labels.join(sign).slice(0, 85)} ${workspace.today}`;
  };
  return { 'zh-CN': named('zh-CN'), en: named('en') };
}

function sameChoice(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((key) => other.includes(key));
}

type TableProps = Props & { regions: Region[]; wanted: string[]; onWant: (keys: string[]) => void };

function RegionTable({ names, overlap, segments, regions, wanted, onWant }: TableProps) {
  const { t } = useTranslation();
  const text = useText();
  const label = (name: string) => text(segments.find((each) => each.name === name)?.label) || name;
  const most = Math.max(1, ...regions.map((region) => region.size));
  return (
    <div className="scroll-x">
      <table className="plain-table regions">
        <thead>
          <tr>
            <th>{t('overlaps.want')}</th>
            {names.map((name) => (
              <th key={name} className="set">
                {label(name)}
                <div className="muted num">{formatNumber(overlap.sizes[name])}</div>
              </th>
            ))}
            <th className="amount">{t('overlaps.members')}</th>
            <th className="wide">{t('overlaps.size')}</th>
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => {
            const key = regionKey(region);
            const on = wanted.includes(key);
            const about = region.in.map(label).join(' ∩ ');
            return (
              <tr key={key} className={on ? 'wanted' : ''}>
                <td>
                  <Checkbox
                    label={t('overlaps.wantOf', { about })}
                    checked={on}
                    onChange={() => onWant(on ? wanted.filter((each) => each !== key) : [...wanted, key])}
                  />
                </td>
                {names.map((name) => (
                  <td key={name} className="set">
                    <span className={region.in.includes(name) ? 'dot in' : 'dot'} aria-hidden />
                    <span className="unseen">
                      {region.in.includes(name) ? t('overlaps.inside') : t('overlaps.outside')}
                    </span>
                  </td>
                ))}
                <td className="amount">{formatNumber(region.size)}</td>
                <td>
                  <span className={on ? 'bar' : 'bar pale'} style={{ width: `${(region.size / most) * 100}%` }} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
